"""An archive to everything that is published: pages, dataset, search index, citations, site map."""
