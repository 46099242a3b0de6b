// A mail server that keeps what it is sent: enough of SMTP to be strict about order, and faults to order.
import { createServer, type Server, type Socket } from 'node:net';

export interface KeptMail {
  from: string;
  to: string[];
  headers: Record<string, string>;
  text: string;
}

/** What the next mail meets: an answer at a command, or silence and a closed line after its text was taken. */
export type MailFault = { at: 'MAIL' | 'RCPT' | 'DATA'; reply: string } | { at: 'END'; hangUp: true };

export interface MailSink {
  readonly port: number;
  readonly mails: KeptMail[];
  /** Applies once. */
  fault(fault: MailFault): void;
  close(): Promise<void>;
}

export async function startMailSink(host = '127.0.0.1', port = 0): Promise<MailSink> {
  const mails: KeptMail[] = [];
  const faults: MailFault[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    converse(socket, mails, faults);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    mails,
    fault: (fault) => void faults.push(fault),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function converse(socket: Socket, mails: KeptMail[], faults: MailFault[]): void {
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const faulty = (at: MailFault['at']): MailFault | undefined => {
    const index = faults.findIndex((one) => one.at === at);
    return index < 0 ? undefined : faults.splice(index, 1)[0];
  };
  let from = '';
  let to: string[] = [];
  let data: string[] | null = null;
  let rest = '';
  say('220 sim ESMTP');

  function command(line: string): void {
    const [verb = ''] = line.toUpperCase().split(/[ :]/, 1);
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    const fault = faulty(verb as MailFault['at']);
    if (fault && 'reply' in fault) return say(fault.reply);
    if (verb === 'EHLO' || verb === 'HELO') return say('250 sim');
    if (verb === 'QUIT') return void socket.end('221 bye\r\n');
    if (verb === 'RSET') return say('250 ok');
    if (verb === 'MAIL') {
      [from, to] = [address, []];
      return say('250 ok');
    }
    if (verb === 'RCPT' && from !== '') {
      to.push(address);
      return say('250 ok');
    }
    if (verb === 'DATA' && to.length > 0) {
      data = [];
      return say('354 go on');
    }
    say('503 bad sequence of commands');
  }

  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (data === null) command(line);
      else if (line === '.') {
        mails.push({ from, to, ...messageOf(data) });
        data = null;
        if (faulty('END')) return void socket.destroy();
        say('250 kept');
      } else data.push(line.startsWith('..') ? line.slice(1) : line);
    }
  });
}

/** Unfolds headers and undoes quoted-printable or base64. */
function messageOf(lines: string[]): Pick<KeptMail, 'headers' | 'text'> {
  const end = lines.indexOf('');
  const unfolded = lines
    .slice(0, end)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  const headers = Object.fromEntries(
    unfolded.map((line) => [
      line.split(':', 1)[0]?.toLowerCase() ?? '',
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const body = lines.slice(end + 1).join('\n');
  const encoding = headers['content-transfer-encoding'];
  if (encoding === 'base64') return { headers, text: Buffer.from(body, 'base64').toString('utf8') };
  return { headers, text: encoding === 'quoted-printable' ? unquoted(body) : body };
}

function unquoted(text: string): string {
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
