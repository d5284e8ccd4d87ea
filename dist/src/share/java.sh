# shellcheck shell=sh
# Finds a Java for the launchers, which read this file.

say() { printf 'botswain: %s\n' "$1" >&2; }

die() {
  say "$1"
  exit "${2-1}"
}

# Whether $1 has Java 25 or newer, and program $2. Its release file says so a hundred times faster than java -version.
is_good_java() {
  [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
  while IFS='="' read -r key _ version _; do
    if [ "$key" = JAVA_VERSION ]; then
      version=${version%%[!0-9]*}
      [ "${version:-0}" -ge 25 ]
      return
    fi
  done <"$1/release"
  return 1
}

# Sets jdk to a Java that has program $1: what the user chose, then what the user installed, then what the system has.
find_java() {
  jdk=${JAVA_HOME-}
  is_good_java "$jdk" "$1" && return
  if java=$(command -v java) && java=$(real_file "$java"); then
    jdk=${java%/bin/java}
    is_good_java "$jdk" "$1" && return
  fi
  for jdk in "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* "${HOME-}"/.jdks/* \
    /usr/lib/jvm/* \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    is_good_java "$jdk" "$1" && return
  done
  if [ -x /usr/libexec/java_home ]; then
    jdk=$(/usr/libexec/java_home -v 25+ 2>/dev/null)
    is_good_java "$jdk" "$1" && return
  fi
  die "needs a JDK 25 or newer: install one from https://adoptium.net, by \`apt install openjdk-25-jdk\`,\
 \`brew install openjdk\` or \`sdk install java 25-tem\`, or set JAVA_HOME"
}
