/** Problems of plans and of their approval, in Dutch. */
import { type ApprovalCatalogue, fileWord, listed, sizes } from './problem-catalogue.ts';

const said = (detail: string): string => (detail === '' ? '' : ` (${detail.replace(/[\s.]+$/u, '')})`);
const anew = 'Maak een nieuw plan met `omk plan`, en laat dat goedkeuren waar dat nodig is.';
const moment = (at: string | undefined): string => at ?? 'meteen';
const history = 'Haal het register van git volledig op: `git fetch --unshallow`, of in een pipeline `fetch-depth: 0`.';

export const approvalProblemsNl: ApprovalCatalogue = {
  'plan-flag': ({ flag }) => ({
    message: `"${flag}" kan niet samen met --plan: in het plan staat al wat er uitgaat.`,
    hint: 'Laat dit weg, of maak met `omk plan` een plan zoals u het wilt.',
  }),
  'plan-unreadable': ({ path, detail }) => ({
    message: detail === 'ENOENT' ? `Het plan "${path}" bestaat niet.` : `Het plan "${path}" kan niet worden gelezen${said(detail)}.`,
    hint: 'Geef het bestand dat `omk plan` heeft geschreven.',
  }),
  'plan-too-big': ({ path, bytes, max }) => {
    const { size, limit } = sizes(bytes, max, ',');
    return {
      message: `"${path}" is ${size}; een plan is hoogstens ${limit}.`,
      hint: 'Is dit het goede bestand? Verdeel anders de berichten over meer plannen.',
    };
  },
  'plan-broken': ({ path }) => ({
    message: `"${path}" is geen plan van omk, of het is beschadigd.`,
    hint: 'Geef het bestand dat `omk plan` heeft geschreven, of maak het opnieuw.',
  }),
  'plan-version': ({ path, version }) => ({
    message: `Het plan "${path}" heeft versie ${version}, en die kent deze omk niet.`,
    hint: 'Gebruik de omk waarmee het plan is gemaakt, of maak met deze een nieuw plan.',
  }),
  'plan-edited': ({ path }) => ({
    message: `Het plan "${path}" is veranderd nadat omk het schreef: het kenmerk klopt niet meer.`,
    hint: `Verander het bericht, niet het plan. ${anew}`,
  }),
  'plan-in-the-way': ({ path }) => ({
    message: `Op "${path}" staat iets anders dan een plan; omk schrijft er niet overheen.`,
    hint: 'Kies met -o een andere naam, of haal weg wat er staat.',
  }),
  'plan-other-project': ({ name, here }) => ({
    message: `Dit plan is van het project "${name}", en dit is "${here}".`,
    hint: 'Wijs met --project het goede project aan, of maak hier een plan.',
  }),
  'plan-text-changed': ({ channels }) => ({
    message:
      channels.length === 0
        ? 'Het bestand van dit bericht is veranderd sinds het plan, al blijft wat er uitgaat gelijk.'
        : `De tekst van dit bericht is veranderd sinds het plan; dat raakt ${listed(channels, 'en')}.`,
    hint: anew,
  }),
  'plan-image-changed': ({ path }) => ({ message: `Het beeld "${path}" is veranderd, erbij gekomen of weg sinds het plan.`, hint: anew }),
  'plan-template-changed': ({ name }) => ({ message: `Het sjabloon "${name}" is veranderd sinds het plan.`, hint: anew }),
  'plan-setting-changed': ({ key }) => ({ message: `De instelling "${key}" in omk.yaml is anders dan in het plan.`, hint: anew }),
  'plan-place-changed': ({ planned, now }) => ({
    message: `Dit zou naar "${now}" gaan, en het plan is voor "${planned}".`,
    hint: `Controleer de groep, de lijst of het account in omk.yaml en .env. ${anew}`,
  }),
  'plan-time-changed': ({ planned, now }) => ({
    message: `Het tijdstip is veranderd: in het plan ${moment(planned)}, nu ${moment(now)}.`,
    hint: anew,
  }),
  'plan-channel-added': (_values, { channel = 'een kanaal' }) => ({
    message: `Het bericht zou nu ook naar ${channel} gaan, en dat staat niet in het plan.`,
    hint: anew,
  }),
  'plan-channel-gone': (_values, { channel = 'een kanaal' }) => ({
    message: `Het bericht gaat niet meer naar ${channel}, en in het plan wel.`,
    hint: anew,
  }),
  'plan-rendering-changed': ({ planned, now }) => ({
    message: `omk maakt dit bericht nu anders op dan in het plan (gemaakt met omk ${planned}, nu omk ${now}).`,
    hint: anew,
  }),
  'approval-needed': ({ command }) => ({
    message: 'In dit project gaat er niets uit zonder goedgekeurd plan (approval: required in omk.yaml).',
    hint: `Maak een plan met \`${command}\`, laat het goedkeuren en verstuur het met \`omk publish --plan plan.json\`.`,
  }),
  'approval-no-digest': () => ({
    message: 'In dit project gaat er niets uit zonder goedkeuring, en een nieuwsoverzicht kan nog niet worden goedgekeurd.',
    hint: 'Bekijk het met `omk digest --dry-run`. Versturen kan pas als approval in omk.yaml op none staat.',
  }),
  'approval-missing': (_values, place) => ({
    message: 'Dit staat klaar, maar niemand heeft deze tekst goedgekeurd.',
    hint: `Maak een plan met \`omk plan ${fileWord(place, 'BESTAND')} -o plan.json\` en laat het goedkeuren, of trek het in met \`omk cancel\`.`,
  }),
  'approval-no-approvers': () => ({
    message: 'Er is goedkeuring nodig (approval: required), maar er staat niemand in approvers.',
    hint: 'Zet in omk.yaml wie mag goedkeuren, met naam en openbare sleutel: approvers: [{ name: Eva, key: sleutels/eva.pub }].',
  }),
  'approval-unsigned': ({ path, command }) => ({
    message: `Dit plan is niet goedgekeurd: er is geen handtekening "${path}".`,
    hint: `Laat iemand die mag goedkeuren, en die het bericht niet schreef, dit geven: \`${command}\`.`,
  }),
  'approval-signature-broken': ({ path, detail }) => ({
    message: `"${path}" is geen handtekening van ssh-keygen, of kan niet worden gelezen${said(detail)}.`,
    hint: 'Vraag de goedkeurder om opnieuw te tekenen.',
  }),
  'approval-signature-other': ({ path }) => ({
    message: `De handtekening "${path}" hoort niet bij dit plan.`,
    hint: 'Het plan is misschien opnieuw gemaakt. Vraag de goedkeurder om het te bekijken en opnieuw te tekenen.',
  }),
  'approval-namespace': ({ path, namespace, expected }) => ({
    message: `De handtekening "${path}" is gezet voor "${namespace}", niet voor ${expected}.`,
    hint: `Vraag de goedkeurder om te tekenen met -n ${expected}.`,
  }),
  'approval-unknown-signer': ({ path, fingerprint }) => ({
    message: `De handtekening "${path}" is van een sleutel die niet in approvers staat (${fingerprint}).`,
    hint: 'Laat iemand tekenen die in omk.yaml staat, of zet deze persoon erbij en maak een nieuw plan.',
  }),
  'approval-own-post': ({ name }) => ({
    message: `${name} heeft dit bericht zelf het laatst geschreven, en kan het dus niet goedkeuren.`,
    hint: 'Laat een ander uit approvers tekenen.',
  }),
  'approval-own-approver': ({ name }) => ({
    message: `Wie dit bericht schreef, heeft ook ${name} bij approvers gezet of die regel veranderd.`,
    hint: 'Laat een ander tekenen, of laat een ander die regel van omk.yaml vastleggen.',
  }),
  'approval-uncommitted': ({ path }) => ({
    message: `"${path}" is niet vastgelegd in git zoals het hier staat, dus niemand kan zien wie het schreef.`,
    hint: 'Leg het vast met git commit. Verandert daardoor iets, maak dan een nieuw plan.',
  }),
  'approval-no-history': ({ path }) => ({
    message: `Git heeft hier niet ver genoeg terug om te zien wie "${path}" het laatst veranderde.`,
    hint: history,
  }),
  'approval-no-git': ({ detail }) => ({
    message: `Git kan niet zeggen wie de berichten schreef${said(detail)}.`,
    hint: 'Voor goedkeuring moet git zijn geïnstalleerd en het project in git staan.',
  }),
  'approval-no-ssh-keygen': ({ detail }) => ({
    message: `De handtekening kan niet worden nagekeken: ssh-keygen ontbreekt of is te oud${said(detail)}.`,
    hint: 'Installeer OpenSSH 8.1 of nieuwer (bij Debian: openssh-client).',
  }),
  'config-approver-key': ({ name, reason }) => ({
    message: `De sleutel van ${name} ${
      {
        missing: 'kan niet worden gelezen',
        'no-key': 'is geen openbare sleutel van OpenSSH',
        private: 'is een geheime sleutel',
        type: 'is van een soort die niet meer veilig is',
        'too-short': 'is te kort: RSA heeft hier 3072 bits of meer nodig',
        certificate: 'is een certificaat',
      }[reason]
    }.`,
    hint:
      reason === 'private'
        ? 'Haal hem meteen uit het project, en beschouw hem als bekend bij anderen. Hier hoort de openbare sleutel: het bestand op .pub.'
        : 'Zet er de regel uit het bestand op .pub neer (ssh-ed25519 AAAA…), of het pad van dat bestand in het project.',
  }),
  'config-approver-twice': ({ name, other }) => ({
    message: `${name} en ${other} hebben dezelfde sleutel.`,
    hint: 'Geef iedereen die mag goedkeuren een eigen sleutel.',
  }),
};
