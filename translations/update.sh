#!/bin/sh
# Takes the messages out of the code and the templates and brings every catalogue up to date.
# With --check it changes nothing: it works on a copy and fails when the copy comes out different.
#
# Not `pybabel update --check`: with any msgctxt that always says "out of date" (babel issue 1307).
# Never fuzzy: a guessed clinical sentence is worse than English.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"

# keep_header CATALOGUE LOCALES: drops the header lines that change with every run or release of
# Babel, and writes the plural rule of locales.toml, because Babel knows none for some languages.
keep_header() {
    code=$(basename "$(dirname "$(dirname "$1")")")
    plural=$(sed -n "/^\[$code\]/,/^plural/s/^plural = \"\(.*\)\"/\1/p" "$2")
    sed -i -E \
        -e '/^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date):/d' \
        -e '/^"(Last-Translator|Language-Team|Plural-Forms|Generated-By):/d' \
        -e "s/^\"Language: .*/&\n\"Plural-Forms: $plural\\\\n\"/" "$1"
}

# regenerate DIRECTORY: writes messages.pot there and updates the catalogues beside it.
regenerate() {
    pybabel --quiet extract -F pyproject.toml -k N_ -c Translators: --sort-by-file \
        --add-location=file --omit-header -o "$1/messages.pot" .
    pybabel --quiet update --ignore-pot-creation-date --no-fuzzy-matching --ignore-obsolete \
        -w 100 -i "$1/messages.pot" -d "$1"
    for catalogue in "$1"/*/LC_MESSAGES/messages.po; do
        keep_header "$catalogue" "$1/locales.toml"
    done
}

case "${1:-}" in
"")
    regenerate translations
    ;;
--check)
    copy=$(mktemp -d)
    trap 'rm -rf "$copy"' EXIT
    cp -R translations "$copy"
    regenerate "$copy/translations"
    if ! diff -r -u -x '*.mo' translations "$copy/translations"; then
        echo "The catalogues are not up to date. Run: make strings" >&2
        exit 1
    fi
    ;;
*)
    echo "usage: sh translations/update.sh [--check]" >&2
    exit 2
    ;;
esac

# Compiling does not notice a renamed {placeholder}; this does.
dennis-cmd lint --errorsonly translations
