.PHONY: site test
site test:
	python3 dev.py $@
