#!/usr/bin/env bash
# Makes bot/invoice-pdf/fonts anew from the fonts that npm has, e.g. when locales/ got characters that the semi-bold
# fonts lack (test/bot/invoice-pdf/fonts.test.ts says so). Needs fonttools 4.38 or later, with which it was made:
# `apt-get install fonttools`, or `pip install fonttools`. docs/decisions/009 says why fonts are kept here.
set -euo pipefail
cd "$(dirname "$0")/.."
target="$PWD/bot/invoice-pdf/fonts"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fetch() { # npm package, file in it
  (cd "$work" && npm pack --silent "$1" >/dev/null && tar xzf ./*.tgz && rm ./*.tgz)
  mv "$work/package/$2" "$work/font.ttf"
  mv "$work/package/LICENSE_FONT" "$work/LICENSE"
  rm -r "$work/package"
}

make() { # name of the result, then options
  "${PYTHON:-python3}" -m fontTools.subset "$work/font.ttf" --output-file="$work/$1.ttf" \
    --no-hinting --notdef-outline --drop-tables+=BASE,STAT,VORG,vhea,vmtx "${@:2}"
  node -e "
    const { brotliCompressSync } = require('node:zlib');
    const { readFileSync, writeFileSync } = require('node:fs');
    writeFileSync(process.argv[2], brotliCompressSync(readFileSync(process.argv[1])));" \
    "$work/$1.ttf" "$target/$1.ttf.br"
}

# Latin with all its extensions, Greek, Cyrillic; punctuation, currency signs.
european='0020-024F,02B0-036F,0370-052F,1E00-1FFF,2000-206F,2070-20CF,2100-214F,2190-2193,2212,25A1,25CF'
for weight in 400Regular 600SemiBold; do
  fetch @expo-google-fonts/noto-sans@0.4.2 "$weight/NotoSans_$weight.ttf"
  make "NotoSans-${weight:3}" --unicodes="$european" --layout-features=kern,mark,mkmk,ccmp,locl
done

for region in JP:ja KR:ko TC:zh-TW; do
  script="${region%:*}" language="${region#*:}"
  package="@expo-google-fonts/noto-sans-$(tr '[:upper:]' '[:lower:]' <<<"$script")@0.4.3"
  fetch "$package" "400Regular/NotoSans${script}_400Regular.ttf"
  make "NotoSans$script-Regular" --unicodes='*' --layout-features=
  fetch "$package" "600SemiBold/NotoSans${script}_600SemiBold.ttf"
  make "NotoSans$script-SemiBold" --unicodes=0020-007E,00A0-00FF,2010-2026,20A9,20AC,FFE5,FFE6 --text-file="locales/$language.json" \
    --layout-features=
done
{
  echo 'Noto Sans: Copyright 2022 The Noto Project Authors (https://github.com/notofonts/latin-greek-cyrillic)'
  echo -n 'Noto Sans JP, Noto Sans KR, Noto Sans TC: '
  cat "$work/LICENSE"
} >"$target/OFL.txt"
ls -l "$target"
