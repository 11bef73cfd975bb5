/** What a host that was taken over does where an sshd would log in, renew keys and run commands. */
import type { AuthContext, Connection, KeyboardAuthContext } from 'ssh2';
import type { JumpBehaviour, MachineBehaviour } from './behaviour';
import type { Host } from './daemon';
import { showBanner } from './login-banner';
import { sendPieces } from './send-pieces';

type Behaviour = MachineBehaviour | JumpBehaviour;

export function hostileParts(behaviour: Behaviour): Partial<Host> {
  switch (behaviour.kind) {
    case 'announces': {
      const { software, banner } = behaviour;
      return { ...(software !== undefined && { software }), ...(banner !== undefined && { banner }) };
    }
    case 'renews-keys':
      return { keysExchanged: (connection) => { repeat(connection, behaviour.everyMs, () => { connection.rekey(); }); } };
    case 'endless-banners':
      return {
        keysExchanged: (connection) => { repeat(connection, behaviour.everyMs, () => { showBanner(connection, behaviour.text);
        });
        }
      };
    case 'session-silence':
      return { ignoresSessions: true };
    case 'command-silence':
      return {
        takeOver: (accept) => {
          accept();
          return true;
        },
      };
    case 'writes':
      return {
        takeOver: (accept) => {
          const channel = accept();
          channel.on('error', () => undefined);
          sendPieces(behaviour.on === 'stdout' ? channel : channel.stderr, behaviour, () => {
            channel.exit(0);
            channel.end();
          });
          return true;
        },
      };
    default:
      return {};
  }
}

/** Until the connection ends. */
function repeat(connection: Connection, everyMs: number, act: () => void): void {
  const timer = setInterval(act, everyMs);
  connection.once('close', () => { clearInterval(timer); });
}

/** False where the login is answered as an sshd would. */
export function answersLoginItsWay(context: AuthContext, behaviour: Behaviour): boolean {
  switch (behaviour.kind) {
    case 'renews-keys':
    case 'endless-banners':
    case 'login-silence':
      return true;
    case 'partial-success':
      context.reject(['publickey', 'password', 'keyboard-interactive'], true);
      return true;
    case 'endless-prompts':
      if (context.method === 'keyboard-interactive') askForEver(context, behaviour.prompt, behaviour.everyMs);
      else context.reject(['keyboard-interactive']);
      return true;
    default:
      return false;
  }
}

function askForEver(context: KeyboardAuthContext, prompt: string, everyMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  const ask = (): void => {
    timer = setTimeout(() => { context.prompt([{ prompt, echo: false }], '', '', ask); }, everyMs);
  };
  context.once('abort', () => { clearTimeout(timer); });
  ask();
}
