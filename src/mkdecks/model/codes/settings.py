"""Problems of settings, and of what a command was asked for: 9xx."""

from __future__ import annotations

from collections.abc import Mapping

from ._code import ERROR, Code

CODES: Mapping[str, Code] = {
    "MK901": Code(
        ERROR,
        "unknown setting",
        "The config holds a table or key that mkdecks does not know. `mkdecks config` lists the ones there are.",
        "`mkdecks config` lists the settings",
    ),
    "MK902": Code(
        ERROR,
        "setting not usable",
        "A setting has a value of the wrong type, or one that is not allowed. The message says what is wanted.",
        "mend the value",
    ),
    "MK903": Code(
        ERROR,
        "config not readable",
        'The config file is not valid TOML. Text needs quotes, lists need brackets: tags = ["aws", "lambda"]',
        'text needs quotes, lists need brackets: tags = ["aws", "lambda"]',
    ),
    "MK904": Code(
        ERROR,
        "mkdocs.yml not readable",
        "The site's mkdocs.yml is not valid YAML, or its docs_dir is not a folder.",
        "mend the file",
    ),
    "MK905": Code(
        ERROR,
        "nothing to read",
        "A path or pattern names no file, or none that is read (.md, .mdx, .txt, .html, .mhtml).",
        "name a file, or a folder that holds your pages",
    ),
    "MK906": Code(
        ERROR,
        "vocabulary not readable",
        "A file of topics is not there or has a line that cannot be read. A line is `topic: Alias, Another alias`.",
        "packaged are: aws, devops",
    ),
    "MK907": Code(
        ERROR,
        "plugin not usable",
        "The config names a dialect of an installed package, and that package fails when it is loaded.",
        "reinstall the package, or take the dialect out of the config",
    ),
}
