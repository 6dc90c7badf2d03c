/**
 * What teaches a shell to complete omk's commands: at each Tab it asks omk itself, by `omk complete -- WORD…`. The first line of the
 * answer is a kind of `Completion`, each further one a candidate with its description behind a tab. Packages for this were looked
 * at: the one that fits commander (@bomb.sh/tab) is published without the text of its licence, so it may not be bundled.
 */

const bash = `# omk, for bash: source <(omk completion bash)
_omk() {
  local word="\${COMP_WORDS[COMP_CWORD]}" kind value about IFS=$'\\n'
  COMPREPLY=()
  {
    read -r kind
    while IFS=$'\\t' read -r value about; do COMPREPLY+=("$value"); done
  } < <(omk complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case $kind in
    list) compopt -o nospace ;;
    posts) compopt -o filenames; COMPREPLY=($(compgen -f -X '!*.md' -- "$word") $(compgen -d -- "$word")) ;;
    files) compopt -o filenames; COMPREPLY=($(compgen -f -- "$word")) ;;
    folders) compopt -o filenames; COMPREPLY=($(compgen -d -- "$word")) ;;
  esac
}
complete -F _omk omk
`;

const zsh = `#compdef omk
# omk, for zsh: source <(omk completion zsh), or as a file named _omk in a folder of $fpath
_omk() {
  local -a answer offers
  local kind line
  answer=("\${(@f)$(omk complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  kind=$answer[1]
  for line in "\${(@)answer[2,-1]}"; do offers+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}"); done
  case $kind in
    posts) _files -g '*.md' ;;
    files) _files ;;
    folders) _files -/ ;;
    list) _describe -t words omk offers -S '' ;;
    words) _describe -t words omk offers ;;
  esac
}
if [[ $funcstack[1] == _omk ]]; then _omk "$@"; else compdef _omk omk; fi
`;

const fish = `# omk, for fish: omk completion fish > ~/.config/fish/completions/omk.fish
function __omk_complete
  set -l before (commandline -opc)
  set -l answer (omk complete -- $before[2..] (commandline -ct) 2>/dev/null)
  switch "$answer[1]"
    case posts
      __fish_complete_suffix .md
    case files
      __fish_complete_path (commandline -ct)
    case folders
      __fish_complete_directories (commandline -ct)
    case '*'
      printf '%s\\n' $answer[2..]
  end
end
complete -c omk -f -a '(__omk_complete)'
`;

export const completionScripts: Readonly<Record<string, string>> = { bash, zsh, fish };
