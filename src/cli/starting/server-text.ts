/** Files for the computer that runs omk by itself: a service and a timer of systemd, a container, and care for the log. */
import type { ServerWords } from '../messages/server-words.ts';

export interface ServerParts {
  readonly root: string;
  readonly node: string;
  readonly program: string;
  /** Whose project it is: omk runs as this user. */
  readonly user: string;
  readonly words: ServerWords;
}

/** A percent sign is a specifier in every value (systemd.unit(5)). */
const plain = (text: string): string => text.replaceAll('%', '%%');

/** One word of a list, such as paths: in quotes, with C escapes (systemd.syntax(7)). */
const word = (text: string): string => `"${plain(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'))}"`;

/** One word of a command line, where a dollar sign would be a variable as well (systemd.service(5)). */
const commandWord = (text: string): string => word(text).replaceAll('$', '$$$$');

const comment = (text: string): string => text.replace(/^/gm, '# ');

/**
 * A `oneshot` is never begun twice at once. Not MemoryDenyWriteExecute: V8 makes code while it runs. Not ProtectProc: omk tells by
 * the processes of this computer whether one that began a call still lives.
 */
export const serviceText = ({ root, node, program, user, words }: ServerParts): string => `${comment(words.service.head)}
[Unit]
Description=omk run
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
${comment(words.service.user)}
User=${plain(user)}
ExecStart=${[node, program, 'run', '--project', root, '--quiet'].map(commandWord).join(' ')}
${comment(words.service.codes)}
SuccessExitStatus=3 4
${comment(words.service.stop)}
TimeoutStopSec=2min
${comment(words.service.secrets)}
EnvironmentFile=-/etc/omk.env

${comment(words.service.closed)}
ReadWritePaths=${word(`${root}/.omk`)}
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
LockPersonality=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
UMask=0077
`;

export const timerText = ({ words }: Pick<ServerParts, 'words'>): string => `${comment(words.timer.head)}
[Unit]
Description=omk run

[Timer]
OnCalendar=*:0/5
${comment(words.timer.missed)}
Persistent=true
RandomizedDelaySec=10
AccuracySec=1s

[Install]
WantedBy=timers.target
`;

/** By the newest form of Compose, which needs no version. The address of the project never stands in it. */
export const composeText = ({ words }: Pick<ServerParts, 'words'>): string => `${comment(words.compose.head)}
services:
  omk:
    image: omk
    command: [run, --quiet]
    ${comment(words.compose.user)}
    user: "\${OMK_USER:-1000:1000}"
    ${comment(words.compose.init)}
    init: true
    read_only: true
    tmpfs: [/tmp]
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    ${comment(words.compose.volume)}
    volumes: [".:/work"]
`;

/** Each run opens the log anew, so that it can be moved away without a word to anybody. */
export const logrotateText = ({ root, user, words }: Pick<ServerParts, 'root' | 'user' | 'words'>): string => `${comment(words.logrotate)}
"${root.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}/.omk/run.log" {
    su ${user} ${user}
    monthly
    rotate 12
    compress
    delaycompress
    missingok
    notifempty
    nocreate
}
`;
