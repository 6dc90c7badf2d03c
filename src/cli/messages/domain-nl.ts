/** Problems of a mail server and of the records of a sending domain, in Dutch. */
import type { DomainCatalogue } from './problem-catalogue.ts';

const said = (detail: string): string => (detail === '' ? '' : ` (${detail.replace(/[\s.]+$/u, '')})`);
const record = (kind: string, name: string): string => `het ${kind}-record van ${name}`;
const theSpf = (name: string): string => `Het SPF-record van ${name}`;
const publish = 'Zet het record hieronder in DNS, of vraag dat aan wie uw domein beheert.';
const askRelay = 'Vraag de beheerder van uw mailserver welke naam er moet staan';

export const domainProblemsNl: DomainCatalogue = {
  'server-away': ({ host, detail }) => ({
    message: `De mailserver ${host} is nu niet te bereiken${said(detail)}.`,
    hint: 'Controleer host en poort in SMTP_URL en de verbinding. Is het een storing, dan is wachten genoeg.',
  }),
  'server-refused': ({ host, detail }) => ({
    message: `De mailserver ${host} laat omk niet toe${said(detail)}.`,
    hint: 'Vraag de beheerder van de mailserver of deze computer mail mag aanbieden.',
  }),
  'server-login-refused': ({ host, detail }) => ({
    message: `De mailserver ${host} weigert de aanmelding${said(detail)}.`,
    hint: 'Controleer de gebruikersnaam en het wachtwoord in SMTP_URL, in .env. Tekens als @ en # staan daar gecodeerd: %40 en %23.',
  }),
  'server-certificate': ({ host, detail }) => ({
    message: `Het certificaat van de mailserver ${host} klopt niet${said(detail)}, dus omk geeft er geen mail aan.`,
    hint: 'Zet in SMTP_URL de naam die op het certificaat staat, of vraag de beheerder van de mailserver om een geldig certificaat.',
  }),
  'server-no-tls': ({ host }) => ({
    message: `De mailserver ${host} biedt op deze poort geen beveiligde verbinding zoals omk erom vraagt.`,
    hint: 'Gebruik smtp:// met poort 587 voor STARTTLS, of smtps:// met poort 465 voor TLS vanaf het begin.',
  }),
  'server-no-login': ({ host }) => ({
    message: `De mailserver ${host} vraagt niet om een aanmelding: de naam en het wachtwoord in SMTP_URL zijn niet gebruikt.`,
    hint: 'Hoort dat zo, haal ze dan uit SMTP_URL; anders is dit misschien de verkeerde poort.',
  }),
  'dns-no-answer': ({ name, detail }) => ({
    message: `Er kwam nu geen antwoord over ${name} in DNS${said(detail)}.`,
    hint: 'Controleer de verbinding en probeer het later nog eens. Met DNS_SERVER in .env vraagt u het aan een andere DNS-server.',
  }),
  'dkim-key-missing': ({ name, alias }) => ({
    message: `Er staat geen sleutel in DNS bij ${name}${alias === undefined ? '' : `; die naam verwijst naar ${alias}, en daar staat niets`}.`,
    hint: publish,
  }),
  'dkim-key-several': ({ name, count }) => ({
    message: `Bij ${name} staan ${count} records in DNS; ontvangers weten dan niet welke sleutel geldt.`,
    hint: 'Laat alleen het record hieronder staan.',
  }),
  'dkim-key-other': ({ name }) => ({
    message: `Bij ${name} staat een andere sleutel in DNS dan die waarmee omk ondertekent.`,
    hint: 'Zet het record hieronder in DNS, of gebruik het sleutelbestand dat bij dit record hoort. Kies voor een nieuwe sleutel een nieuwe DKIM_SELECTOR.',
  }),
  'dkim-key-revoked': ({ name }) => ({
    message: `De sleutel bij ${name} is ingetrokken: er staat een lege p= in DNS.`,
    hint: 'Maak een nieuwe sleutel met een nieuwe DKIM_SELECTOR. Is het intrekken een vergissing, zet dan het record hieronder terug.',
  }),
  'dkim-key-testing': ({ name }) => ({
    message: `De sleutel bij ${name} staat in proefstand (t=y): ontvangers mogen doen alsof de mail niet ondertekend is.`,
    hint: 'Haal t=y weg als alles werkt; hieronder staat het record zonder.',
  }),
  'dkim-key-unusable': ({ name, part }) => ({
    message: `De sleutel bij ${name} is voor ontvangers niet te gebruiken door "${part}".`,
    hint: publish,
  }),
  'spf-missing': ({ domain }) => ({
    message: `${domain} heeft geen SPF-record, dus niemand ziet welke servers voor dit domein mogen mailen.`,
    hint: `Zet het record hieronder in DNS. ${askRelay} in plaats van _spf.relay.example.`,
  }),
  'spf-several': ({ domain, count }) => ({
    message: `${domain} heeft ${count} SPF-records; dan geldt er geen enkel.`,
    hint: 'Voeg ze samen tot één record dat met v=spf1 begint.',
  }),
  'spf-syntax': ({ domain, term }) => ({
    message: `Ontvangers begrijpen ${record('SPF', domain)} niet, door "${term}".`,
    hint: 'Verbeter dat deel van het record: één fout maakt het hele record ongeldig.',
  }),
  'spf-open': ({ domain, term }) => ({
    message: `Volgens ${record('SPF', domain)} mag iedereen voor dit domein mailen (${term}).`,
    hint: 'Laat het record eindigen op ~all of -all.',
  }),
  'spf-open-ended': ({ domain }) => ({
    message: `${domain} zegt in SPF niet wat er geldt voor servers die er niet in staan.`,
    hint: 'Laat het record eindigen op ~all of -all.',
  }),
  'spf-nobody': ({ domain }) => ({
    message: `Volgens ${record('SPF', domain)} mag geen enkele server voor dit domein mailen, ook die van u niet.`,
    hint: `Zet uw mailserver in het record, voor ~all of -all. ${askRelay}.`,
  }),
  'spf-too-many': ({ domain, count }) => ({
    message: `${theSpf(domain)} kost ${count} opzoekingen in DNS; bij meer dan 10 geldt het niet.`,
    hint: 'Haal diensten weg die u niet meer gebruikt, of laat een dienst vanaf een eigen subdomein mailen.',
  }),
  'spf-void': ({ domain, names }) => ({
    message: `${theSpf(domain)} verwijst naar namen die niet bestaan: ${names}.`,
    hint: 'Haal ze weg: bij meer dan twee geldt het record niet.',
  }),
  'spf-loop': ({ domain, name }) => ({
    message: `${theSpf(domain)} draait in een kring: het komt weer uit bij ${name}.`,
    hint: 'Haal de include of redirect weg die terugverwijst.',
  }),
  'spf-include-missing': ({ domain, name }) => ({
    message: `${theSpf(domain)} verwijst naar ${name}, en daar staat geen SPF-record; dan geldt het hele record niet.`,
    hint: `Verbeter de verwijzing of haal haar weg. ${askRelay}.`,
  }),
  'spf-ptr': ({ domain }) => ({
    message: `${theSpf(domain)} gebruikt ptr; dat is traag en veel ontvangers slaan het over.`,
    hint: 'Noem de servers met ip4, ip6, a of mx.',
  }),
  'dmarc-missing': ({ domain }) => ({
    message: `${domain} heeft geen DMARC-record: anderen kunnen ongehinderd uit uw naam mailen, en grote ontvangers weigeren uw mail.`,
    hint: 'Begin met het record hieronder, met een adres dat iemand leest. Maak er p=quarantine of p=reject van als de rapporten goed zijn.',
  }),
  'dmarc-several': ({ domain, count }) => ({
    message: `${domain} heeft ${count} DMARC-records; dan geldt er geen enkel.`,
    hint: 'Laat er één staan.',
  }),
  'dmarc-syntax': ({ domain, tag }) => ({
    message: `Ontvangers begrijpen ${record('DMARC', domain)} niet, door "${tag}".`,
    hint: 'Verbeter dat deel. Bij p=, sp= en np= kan none, quarantine of reject staan.',
  }),
  'dmarc-weak': ({ domain, tag }) => ({
    message: `${domain} vraagt ontvangers om niets te doen met mail die uit uw naam is vervalst (${tag}).`,
    hint: 'Zet het record hieronder in DNS als al uw eigen mail klopt. Voor de Nederlandse overheid is quarantine of reject verplicht.',
  }),
  'dmarc-old-tags': ({ domain, tags }) => ({
    message: `In ${record('DMARC', domain)} staat iets dat sinds RFC 9989 niet meer telt: ${tags}.`,
    hint: 'Haal het weg. Wie met pct wilde proberen, gebruikt nu t=y.',
  }),
  'not-aligned': ({ domain, envelope, signer }) => ({
    message: `De mail hoort volgens DMARC niet bij ${domain}: de handtekening is van ${signer} en het retouradres van ${envelope}.`,
    hint: 'Zet DKIM_DOMAIN op het domein van de afzender en zet die sleutel in DNS.',
  }),
  'dkim-not-aligned': ({ domain, signer }) => ({
    message: `De handtekening is van ${signer} en telt voor DMARC niet mee voor ${domain}; mail die wordt doorgestuurd valt dan door de mand.`,
    hint: 'Zet DKIM_DOMAIN op het domein van de afzender en zet die sleutel in DNS.',
  }),
  'spf-not-aligned': ({ domain, envelope }) => ({
    message: `Het retouradres van ${envelope} telt voor DMARC niet mee voor ${domain}, en omk ondertekent niet: alleen een handtekening van uw mailserver kan de mail redden.`,
    hint: 'Vraag of uw mailserver ondertekent voor het domein van de afzender, of stel DKIM_DOMAIN, DKIM_SELECTOR en DKIM_PRIVATE_KEY_FILE in.',
  }),
  'bounces-nowhere': ({ domain }) => ({
    message: `Mail aan ${domain} komt nergens aan, dus ook mail die terugkomt niet; veel ontvangers weigeren zo'n retouradres.`,
    hint: 'Zet een MX-record in DNS zoals hieronder, met de server die de post van dit domein ontvangt.',
  }),
  'bounces-refused': ({ domain }) => ({
    message: `${domain} zegt in DNS dat het geen mail aanneemt (een lege MX); ontvangers weigeren mail met dat retouradres.`,
    hint: 'Zet een MX-record in DNS zoals hieronder, met de server die de post van dit domein ontvangt.',
  }),
};
