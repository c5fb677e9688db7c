"""Documents that a reader takes along: issues and chosen measures as Word files."""
