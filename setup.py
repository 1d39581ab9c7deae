"""Where the modules go: into a wheel below one package; an editable installation leaves them where they are."""

import sys

from setuptools import find_namespace_packages, setup

MODULES = find_namespace_packages(include=["answer*", "corpus*", "ingest*", "page*"])
BELOW = "interview_qa.modules"

if "editable_wheel" in sys.argv:
    setup(packages=["interview_qa", *MODULES], py_modules=["app"])
else:
    setup(
        packages=["interview_qa", *(f"{BELOW}.{name}" for name in MODULES)],
        py_modules=[f"{BELOW}.app"],
        package_dir={BELOW: "."},
    )
