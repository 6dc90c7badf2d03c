/**
 * A mail server that takes everything and keeps nothing, in a process of its own, so that it costs the sender nothing.
 * `process.send`: its port; asked `report`, how many mails came since the last report, and one of them.
 */
import { createServer } from 'node:net';

/** Of each answer, in milliseconds: what a round trip to a far server takes. */
const delayMs = Number(process.argv[2] ?? 0);
const end = Buffer.from('\r\n.\r\n');
const stats = { mails: 0, bytes: 0, sample: '' };

const server = createServer({ noDelay: true }, (socket) => {
  let rest = Buffer.alloc(0);
  let isMail = false;
  const answer = (text) => (delayMs > 0 ? setTimeout(() => socket.writable && socket.write(text), delayMs) : socket.write(text));
  answer('220 sink ESMTP\r\n');
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let answers = '';
    for (;;) {
      const at = isMail ? rest.indexOf(end) : rest.indexOf('\r\n');
      if (at < 0) break;
      if (isMail) {
        answers += take(rest.subarray(0, at));
        rest = rest.subarray(at + end.length);
        isMail = false;
        continue;
      }
      const command = rest.subarray(0, at).toString('latin1').slice(0, 4).toUpperCase();
      rest = rest.subarray(at + 2);
      isMail = command === 'DATA';
      answers += answerTo(command);
      if (command === 'QUIT') socket.end(answers);
    }
    if (answers && !socket.writableEnded) answer(answers);
  });
});

function take(mail) {
  stats.mails += 1;
  stats.bytes += mail.length;
  if (!stats.sample) stats.sample = mail.toString('latin1');
  return '250 2.0.0 taken\r\n';
}

function answerTo(command) {
  if (command === 'EHLO') return '250-sink\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250 8BITMIME\r\n';
  if (command === 'DATA') return '354 go on\r\n';
  return command === 'QUIT' ? '221 bye\r\n' : '250 2.1.0 fine\r\n';
}

process.on('message', () => {
  process.send({ ...stats });
  Object.assign(stats, { mails: 0, bytes: 0, sample: '' });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
