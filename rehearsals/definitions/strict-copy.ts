/** A copy of Microsoft's definitions in which an enum is one: as published, most enums take any other text too. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** @returns the copy's folder, which is the caller's to remove. Throws where `folder` holds no `specification`; then nothing is left behind */
export function copyWithStrictEnums(folder: string): string {
  const files = readdirSync(join(folder, 'specification'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  const copy = mkdtempSync(join(tmpdir(), 'spokecheck-definitions-'));
  for (const file of files) {
    const target = join(copy, 'specification', file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, readFileSync(join(folder, 'specification', file), 'utf8').replace(/"modelAsString":\s*true/g, '"modelAsString": false'));
  }
  return copy;
}
