/** `npm run lab`: keeps the lab up and prints the environment that `npm run verify` in another shell needs. */
import { startLab } from '../lab/lab';
import { labVariables } from '../rehearsals/rehearsal-environment';
import { builtInTopology } from '../lab/topologies/built-in';

const quoted = (value: string): string => `'${value.replace(/'/g, `'\\''`)}'`;

async function keepUp(): Promise<void> {
  const lab = await startLab({ topology: builtInTopology('reference') });
  for (const [name, value] of Object.entries(labVariables(lab.environment))) console.log(`export ${name}=${quoted(value)}`);
  console.error('\nThe lab is up. Paste the lines above into another shell and run `npm run verify` there. Ctrl-C ends the lab.');
  const end = (): void => {
    void lab.close().then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

keepUp().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
