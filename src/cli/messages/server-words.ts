/** Comments in the files that `omk init --server` writes. Both languages have the same keys. */
import type { MessageLanguage } from '../environment.ts';

export interface ServerWords {
  readonly service: Readonly<Record<'head' | 'user' | 'codes' | 'stop' | 'secrets' | 'closed', string>>;
  readonly timer: Readonly<Record<'head' | 'missed', string>>;
  readonly compose: Readonly<Record<'head' | 'user' | 'init' | 'volume', string>>;
  readonly logrotate: string;
}

const nl: ServerWords = {
  service: {
    head: 'Brengt uit wat aan de beurt is. Gemaakt door omk init, voor deze computer; verhuist het project of omk, maak het dan opnieuw.\nAanzetten: sudo cp omk.service omk.timer /etc/systemd/system/ && sudo systemctl enable --now omk.timer\nNalezen: journalctl -u omk. Hebt u `notify` in omk.yaml, zet dan --notify achter de opdracht.',
    user: 'Nooit root. Deze gebruiker moet .omk kunnen schrijven en .env kunnen lezen.',
    codes: '3 (er volgt nog een poging) en 4 (er is een mens nodig) zijn geen storing van de dienst; 1, 2 en 70 wel.',
    stop: 'Bij stoppen maakt omk af wat al onderweg is; de rest gaat bij de volgende keer.',
    secrets: 'Geheimen staan in .env naast omk.yaml, of in dit bestand van root (rechten 600). Het mag ontbreken.',
    closed: 'omk schrijft alleen in .omk. Staat het register elders (OMK_DATABASE_URL), zet die map er dan bij.',
  },
  timer: {
    head: 'Start omk.service elke vijf minuten.',
    missed: 'Stond de computer uit, dan volgt meteen na het opstarten een ronde.',
  },
  compose: {
    head: 'Brengt uit wat aan de beurt is, in een container. Het beeld maakt u in de map van omk: docker build -t omk .\nElke vijf minuten, met cron van de computer zelf: docker compose run --rm omk',
    user: 'Wie het project bezit: OMK_USER="$(id -u):$(id -g)". Nooit root.',
    init: 'Geeft een verzoek om te stoppen door, zodat omk afmaakt wat al onderweg is.',
    volume: 'Het project, met .omk en .env. Geheimen komen zo nooit in het beeld.',
  },
  logrotate: 'Bewaart een jaar logboek. Neem over: sudo cp omk.logrotate /etc/logrotate.d/omk',
};

const en: ServerWords = {
  service: {
    head: 'Brings out what is due. Made by omk init, for this computer; when the project or omk moves, make it anew.\nSwitch on: sudo cp omk.service omk.timer /etc/systemd/system/ && sudo systemctl enable --now omk.timer\nRead back: journalctl -u omk. With `notify` in omk.yaml, put --notify behind the command.',
    user: 'Never root. This user has to be able to write .omk and read .env.',
    codes: '3 (another try follows) and 4 (a person is needed) are no failure of the service; 1, 2 and 70 are.',
    stop: 'When stopped, omk finishes what is on its way; the rest goes the next time.',
    secrets: 'Secrets are in .env beside omk.yaml, or in this file of root (mode 600). It may be missing.',
    closed: 'omk writes in .omk alone. If the ledger is elsewhere (OMK_DATABASE_URL), add that folder.',
  },
  timer: {
    head: 'Starts omk.service every five minutes.',
    missed: 'If the computer was off, a run follows straight after it starts.',
  },
  compose: {
    head: 'Brings out what is due, in a container. Make the image in the folder of omk: docker build -t omk .\nEvery five minutes, by cron of the computer itself: docker compose run --rm omk',
    user: 'Whoever owns the project: OMK_USER="$(id -u):$(id -g)". Never root.',
    init: 'Passes a request to stop on, so that omk finishes what is on its way.',
    volume: 'The project, with .omk and .env. So secrets never get into the image.',
  },
  logrotate: 'Keeps a year of the log. Take over: sudo cp omk.logrotate /etc/logrotate.d/omk',
};

export const serverWords: Readonly<Record<MessageLanguage, ServerWords>> = { nl, en };
