import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { environmentLines, shellNames } from './lab-shells';
import { labVariables } from './rehearsal-environment';

const awkward = { PATH_OF_IT: String.raw`C:\Users\O'Hara & Co\lab "1"`, NOTHING: '', DOLLAR: '$HOME `id` %', TYPOGRAPHIC: 'O’Hara' };

describe('The environment of the lab', () => {
  test('is told to a POSIX shell', () => {
    expect(environmentLines('bash', awkward)).toEqual([
      String.raw`export PATH_OF_IT='C:\Users\O'\''Hara & Co\lab "1"'`,
      "export NOTHING=''",
      "export DOLLAR='$HOME `id` %'",
      "export TYPOGRAPHIC='O’Hara'",
    ]);
  });

  test('is told to PowerShell', () => {
    expect(environmentLines('powershell', awkward)).toEqual([
      String.raw`$env:PATH_OF_IT = 'C:\Users\O''Hara & Co\lab "1"'`,
      "$env:NOTHING = ' '",
      "$env:DOLLAR = '$HOME `id` %'",
      "$env:TYPOGRAPHIC = 'O’’Hara'",
    ]);
  });

  test('is told to cmd', () => {
    expect(environmentLines('cmd', awkward)).toEqual([
      String.raw`set "PATH_OF_IT=C:\Users\O'Hara & Co\lab "1""`,
      'set "NOTHING= "',
      'set "DOLLAR=$HOME `id` %"',
      'set "TYPOGRAPHIC=O’Hara"',
    ]);
  });

  test('arrives in a POSIX shell as it is', () => {
    const script = [...environmentLines('bash', awkward), `exec "$0" -p 'JSON.stringify(process.env)'`].join('\n');
    const { stdout } = spawnSync('sh', ['-c', script, process.execPath], { encoding: 'utf8' });
    expect(JSON.parse(stdout)).toMatchObject(awkward);
  });

  test('switches off in every shell what it does not set', () => {
    const lines = shellNames.map((shell) => environmentLines(shell, labVariables({ HUB_VNET_ID: '/hub' })).find((line) => line.includes('SSH_PASSWORD')));
    expect(lines).toEqual(["export SSH_PASSWORD=''", "$env:SSH_PASSWORD = ' '", 'set "SSH_PASSWORD= "']);
  });
});
