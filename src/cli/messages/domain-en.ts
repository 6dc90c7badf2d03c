/** Problems of a mail server and of the records of a sending domain, in English. */
import type { DomainCatalogue } from './problem-catalogue.ts';

const said = (detail: string): string => (detail === '' ? '' : ` (${detail.replace(/[\s.]+$/u, '')})`);
const publish = 'Put the record below into DNS, or ask whoever manages your domain to do so.';
const askRelay = 'Ask who runs your mail server which name belongs there';

export const domainProblemsEn: DomainCatalogue = {
  'server-away': ({ host, detail }) => ({
    message: `The mail server ${host} cannot be reached now${said(detail)}.`,
    hint: 'Check host and port in SMTP_URL, and the connection. If it is a failure over there, waiting is enough.',
  }),
  'server-refused': ({ host, detail }) => ({
    message: `The mail server ${host} does not let omk in${said(detail)}.`,
    hint: 'Ask who runs the mail server whether this computer may hand mail in.',
  }),
  'server-login-refused': ({ host, detail }) => ({
    message: `The mail server ${host} refuses the login${said(detail)}.`,
    hint: 'Check user name and password in SMTP_URL, in .env. Characters such as @ and # are encoded there: %40 and %23.',
  }),
  'server-certificate': ({ host, detail }) => ({
    message: `The certificate of the mail server ${host} is not right${said(detail)}, so omk gives it no mail.`,
    hint: 'Put the name that is on the certificate into SMTP_URL, or ask who runs the mail server for a valid certificate.',
  }),
  'server-no-tls': ({ host }) => ({
    message: `The mail server ${host} offers no secure connection on this port in the way omk asks for it.`,
    hint: 'Use smtp:// with port 587 for STARTTLS, or smtps:// with port 465 for TLS from the start.',
  }),
  'server-no-login': ({ host }) => ({
    message: `The mail server ${host} asks for no login: the name and password in SMTP_URL were not used.`,
    hint: 'If that is right, take them out of SMTP_URL; else this may be the wrong port.',
  }),
  'dns-no-answer': ({ name, detail }) => ({
    message: `No answer came about ${name} in DNS now${said(detail)}.`,
    hint: 'Check the connection and try again later. With DNS_SERVER in .env another DNS server is asked.',
  }),
  'dkim-key-missing': ({ name, alias }) => ({
    message: `There is no key in DNS at ${name}${alias === undefined ? '' : `; that name leads to ${alias}, where there is nothing`}.`,
    hint: publish,
  }),
  'dkim-key-several': ({ name, count }) => ({
    message: `There are ${count} records in DNS at ${name}; receivers cannot tell which key counts.`,
    hint: 'Leave the record below alone there.',
  }),
  'dkim-key-other': ({ name }) => ({
    message: `The key in DNS at ${name} is not the one that omk signs with.`,
    hint: 'Put the record below into DNS, or use the key file that belongs to this record. Choose a new DKIM_SELECTOR for a new key.',
  }),
  'dkim-key-revoked': ({ name }) => ({
    message: `The key at ${name} was revoked: its p= in DNS is empty.`,
    hint: 'Make a new key with a new DKIM_SELECTOR. If it was revoked by mistake, put the record below back.',
  }),
  'dkim-key-testing': ({ name }) => ({
    message: `The key at ${name} is in test mode (t=y): receivers may treat the mail as unsigned.`,
    hint: 'Take t=y out once all works; the record without it stands below.',
  }),
  'dkim-key-unusable': ({ name, part }) => ({
    message: `Receivers cannot use the key at ${name} because of "${part}".`,
    hint: publish,
  }),
  'spf-missing': ({ domain }) => ({
    message: `${domain} has no SPF record, so nobody can tell which servers may mail for this domain.`,
    hint: `Put the record below into DNS. ${askRelay} instead of _spf.relay.example.`,
  }),
  'spf-several': ({ domain, count }) => ({
    message: `${domain} has ${count} SPF records; then none of them counts.`,
    hint: 'Join them into one record that begins with v=spf1.',
  }),
  'spf-syntax': ({ domain, term }) => ({
    message: `Receivers do not understand the SPF record of ${domain}, because of "${term}".`,
    hint: 'Correct that part of the record: one mistake makes all of it void.',
  }),
  'spf-open': ({ domain, term }) => ({
    message: `The SPF record of ${domain} lets everybody mail for this domain (${term}).`,
    hint: 'Let the record end in ~all or -all.',
  }),
  'spf-open-ended': ({ domain }) => ({
    message: `${domain} does not say in SPF what holds for servers that are not in it.`,
    hint: 'Let the record end in ~all or -all.',
  }),
  'spf-nobody': ({ domain }) => ({
    message: `The SPF record of ${domain} lets no server mail for this domain, yours neither.`,
    hint: `Put your mail server into the record, before ~all or -all. ${askRelay}.`,
  }),
  'spf-too-many': ({ domain, count }) => ({
    message: `The SPF record of ${domain} takes ${count} DNS look-ups; with more than 10 it does not count.`,
    hint: 'Take out services that you no longer use, or let a service mail from a subdomain of its own.',
  }),
  'spf-void': ({ domain, names }) => ({
    message: `The SPF record of ${domain} names what does not exist: ${names}.`,
    hint: 'Take these out: with more than two of them the record does not count.',
  }),
  'spf-loop': ({ domain, name }) => ({
    message: `The SPF record of ${domain} runs in a circle: it comes back to ${name}.`,
    hint: 'Take out the include or redirect that leads back.',
  }),
  'spf-include-missing': ({ domain, name }) => ({
    message: `The SPF record of ${domain} leads to ${name}, which has no SPF record; then all of it does not count.`,
    hint: `Correct that name or take it out. ${askRelay}.`,
  }),
  'spf-ptr': ({ domain }) => ({
    message: `The SPF record of ${domain} uses ptr, which is slow and passed over by many receivers.`,
    hint: 'Name the servers with ip4, ip6, a or mx.',
  }),
  'dmarc-missing': ({ domain }) => ({
    message: `${domain} has no DMARC record: others can mail in your name unhindered, and large receivers refuse your mail.`,
    hint: 'Begin with the record below, with an address that somebody reads. Make it p=quarantine or p=reject once the reports are good.',
  }),
  'dmarc-several': ({ domain, count }) => ({
    message: `${domain} has ${count} DMARC records; then none of them counts.`,
    hint: 'Leave one of them.',
  }),
  'dmarc-syntax': ({ domain, tag }) => ({
    message: `Receivers do not understand the DMARC record of ${domain}, because of "${tag}".`,
    hint: 'Correct that part. p=, sp= and np= can be none, quarantine or reject.',
  }),
  'dmarc-weak': ({ domain, tag }) => ({
    message: `${domain} asks receivers to do nothing about mail that is forged in your name (${tag}).`,
    hint: 'Put the record below into DNS once all of your own mail passes. Dutch public bodies must have quarantine or reject.',
  }),
  'dmarc-old-tags': ({ domain, tags }) => ({
    message: `The DMARC record of ${domain} holds what no longer counts since RFC 9989: ${tags}.`,
    hint: 'Take it out. Who wanted to try things with pct now uses t=y.',
  }),
  'not-aligned': ({ domain, envelope, signer }) => ({
    message: `For DMARC the mail does not belong to ${domain}: it is signed for ${signer}, and its return address is at ${envelope}.`,
    hint: "Set DKIM_DOMAIN to the sender's domain and put that key into DNS.",
  }),
  'dkim-not-aligned': ({ domain, signer }) => ({
    message: `The signature is for ${signer}, which DMARC does not count for ${domain}; mail that is forwarded then fails.`,
    hint: "Set DKIM_DOMAIN to the sender's domain and put that key into DNS.",
  }),
  'spf-not-aligned': ({ domain, envelope }) => ({
    message: `The return address at ${envelope} does not count for ${domain} in DMARC, and omk does not sign: only a signature of your mail server can save the mail.`,
    hint: "Ask whether your mail server signs for the sender's domain, or set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY_FILE.",
  }),
  'bounces-nowhere': ({ domain }) => ({
    message: `Mail to ${domain} arrives nowhere, so mail that comes back does not either; many receivers refuse such a return address.`,
    hint: 'Put an MX record as below into DNS, with the server that takes in mail for this domain.',
  }),
  'bounces-refused': ({ domain }) => ({
    message: `${domain} says in DNS that it takes in no mail (an empty MX); receivers refuse mail with that return address.`,
    hint: 'Put an MX record as below into DNS, with the server that takes in mail for this domain.',
  }),
};
