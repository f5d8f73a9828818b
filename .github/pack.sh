#!/bin/sh
# Packs the program for those who have no Rust: pack.sh PROGRAM MACHINE TAG FOLDER
#
# A program that is not of this version, or not for this machine, is refused.
# Licences keep their places, for NOTICE.md leads to them; the subjects that
# `corrige new` writes lead to docs/.
set -eu

program=$1
machine=$2
version=${3#v}
folder=$4

said=$("$program" --version)
for line in "corrige $version" "cible      $machine"; do
  if ! printf '%s\n' "$said" | grep -qxF "$line"; then
    printf 'expected “%s”, but the program says:\n%s\n' "$line" "$said" >&2
    exit 1
  fi
done

name=corrige-$version-$machine
place=$folder/$name
mkdir -p "$folder"
mkdir "$place"
if [ -f "$program.exe" ]; then program=$program.exe; fi
cp "$program" "$place/"

mkdir "$place/completions"
"$program" completions bash > "$place/completions/corrige.bash"
"$program" completions elvish > "$place/completions/corrige.elv"
"$program" completions fish > "$place/completions/corrige.fish"
"$program" completions powershell > "$place/completions/_corrige.ps1"
"$program" completions zsh > "$place/completions/_corrige"
"$program" man "$place/man" > /dev/null

root=$(dirname "$0")/..
mkdir -p "$place/docs" "$place/src/proof" "$place/templates/fonts"
cp "$root"/LICENSE-* "$root/NOTICE.md" "$root/README.md" "$root/CHANGELOG.md" "$place/"
cp "$root/src/proof/french-LICENSE.txt" "$place/src/proof/"
cp "$root"/templates/fonts/*LICENSE* "$root/templates/fonts/README.md" "$place/templates/fonts/"
cp -R "$root/docs/." "$place/docs/"

case $machine in
  *windows*) (cd "$folder" && 7z a -bso0 "$name.zip" "$name") ;;
  *) tar -C "$folder" -czf "$folder/$name.tar.gz" "$name" ;;
esac
rm -r "$place"
