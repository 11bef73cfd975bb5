/** A report folder and standard streams that are not as a run would have them. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  lstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { join } from 'node:path';
import { broken, calledBy } from '../arrangements';
import { attack, type Attack, type AttackKind, type Place } from '../attack';
import { oldReportIsThere, putOldReport } from '../old-report';

const foreign = { 'results.json': '{"mine":"results"}', 'survey.json': '{"mine":"survey"}', 'notes.txt': 'mine' };

const survive = (...names: (keyof typeof foreign)[]) => ({ reports }: Place): string[] => {
  const textOf = (name: string): string => (existsSync(join(reports, name)) ? readFileSync(join(reports, name), 'utf8') : '');
  return names.filter((name) => textOf(name) !== foreign[name]).map((name) => `somebody else’s ${name} is gone`);
};

/** Files that the run did not write are not the run's to remove. */
const writeForeign = ({ reports }: Place): void => {
  for (const [name, text] of Object.entries(foreign)) writeFileSync(join(reports, name), text);
};

/** Has a size, and takes no place on the disk. */
function sparseFile(file: string, bytes: number): void {
  const handle = openSync(file, 'w');
  ftruncateSync(handle, bytes);
  closeSync(handle);
}

const asRoot = process.getuid?.() === 0;

const attacks: readonly Attack[] = [
  attack({
    name: 'an old green report, and a broken network',
    arrange: broken,
    prepare: (place) => { putOldReport(place); },
    must: { exits: [1], red: 'RT-02', complaints: oldReportIsThere },
  }),
  attack({
    name: 'an old green report, and settings that are missing',
    prepare: (place) => { putOldReport(place); },
    environment: () => ({ HUB_VNET_ID: '' }),
    must: { exits: [2], red: 'SETTINGS', complaints: oldReportIsThere },
  }),
  attack({
    name: 'an old green report, and an argument that is refused',
    prepare: (place) => { putOldReport(place); },
    args: ['--listTests'],
    must: { exits: [2], red: 'ARGUMENTS', complaints: oldReportIsThere },
  }),
  attack({
    name: 'a folder named junit.xml',
    prepare: ({ reports }) => { mkdirSync(join(reports, 'junit.xml')); },
    must: { exits: [2], junit: false, says: 'junit.xml' },
  }),
  attack({
    name: 'a folder with files in it named junit.xml',
    prepare: ({ reports }) => { mkdirSync(join(reports, 'junit.xml')); writeFileSync(join(reports, 'junit.xml', 'mine'), 'x'); },
    must: {
      exits: [2],
      junit: false,
      says: 'junit.xml',
      complaints: (_, { reports }) => (existsSync(join(reports, 'junit.xml', 'mine')) ? [] : ['somebody else’s file is gone']),
    },
  }),
  attack({
    name: 'junit.xml is a link to nowhere',
    prepare: ({ reports }) => { symlinkSync('/nonexistent/junit.xml', join(reports, 'junit.xml')); },
    must: { exits: [2], junit: false, says: 'is a link that leads nowhere' },
  }),
  attack({
    name: 'junit.xml is a link to somebody else’s file',
    prepare: ({ folder, reports }) => {
      writeFileSync(join(folder, 'mine'), 'mine');
      symlinkSync(join(folder, 'mine'), join(reports, 'junit.xml'));
    },
    must: {
      exits: [0],
      complaints: (_, { folder }) => (readFileSync(join(folder, 'mine'), 'utf8') === 'mine' ? [] : ['somebody else’s file was written']),
    },
  }),
  attack({
    name: 'survey.json is a link to somebody else’s file',
    prepare: ({ folder, reports }) => {
      writeFileSync(join(folder, 'mine'), 'mine');
      symlinkSync(join(folder, 'mine'), join(reports, 'survey.json'));
    },
    must: {
      exits: [0, 2],
      complaints: (_, { folder }) => (readFileSync(join(folder, 'mine'), 'utf8') === 'mine' ? [] : ['somebody else’s file was written']),
    },
  }),
  attack({
    name: 'an old green report that may only be read',
    arrange: broken,
    prepare: (place) => { putOldReport(place, 0o444); },
    must: { exits: [1], red: 'RT-02', complaints: oldReportIsThere },
  }),
  attack({
    name: 'a folder named results.json',
    prepare: ({ reports }) => { mkdirSync(join(reports, 'results.json')); },
    must: { exits: [0, 2] },
  }),
  attack({
    name: 'somebody else’s results.json, survey.json and notes',
    prepare: writeForeign,
    must: { exits: [0, 2], complaints: (_, place) => survive('results.json', 'survey.json', 'notes.txt')(place) },
  }),
  attack({
    name: 'somebody else’s files, and a broken network',
    arrange: broken,
    prepare: writeForeign,
    must: { exits: [1], complaints: (_, place) => survive('results.json', 'survey.json', 'notes.txt')(place) },
  }),
  attack({
    name: 'REPORT_DIR is a file',
    prepare: ({ reports }) => { rmSync(reports, { recursive: true }); writeFileSync(reports, 'mine'); },
    must: {
      exits: [2],
      junit: false,
      says: 'REPORT_DIR',
      complaints: (_, { reports }) => (lstatSync(reports).isFile() ? [] : ['somebody else’s file is gone']),
    },
  }),
  attack({
    name: 'REPORT_DIR lies below a file',
    prepare: ({ folder }) => { writeFileSync(join(folder, 'mine'), 'mine'); },
    environment: ({ folder }) => ({ REPORT_DIR: join(folder, 'mine', 'reports') }),
    must: { exits: [2], junit: false },
  }),
  attack({
    name: 'REPORT_DIR is below /proc',
    environment: () => ({ REPORT_DIR: '/proc/self/reports' }),
    must: { exits: [2], junit: false },
  }),
  attack({
    name: 'REPORT_DIR is /dev/null',
    environment: () => ({ REPORT_DIR: '/dev/null' }),
    must: { exits: [2], junit: false, says: 'REPORT_DIR' },
  }),
  attack({
    name: 'REPORT_DIR is a link to nowhere',
    prepare: ({ folder, reports }) => { rmSync(reports, { recursive: true }); symlinkSync(join(folder, 'not-there'), reports); },
    must: { exits: [0, 2], junit: false },
  }),
  attack({
    name: 'REPORT_DIR is a path that is too long',
    environment: ({ folder }) => ({ REPORT_DIR: join(folder, 'x'.repeat(300)) }),
    must: { exits: [2], junit: false },
  }),
  attack({
    name: 'REPORT_DIR holds an escape sequence',
    environment: ({ folder }) => ({ REPORT_DIR: join(folder, 'a\u001b[2Jb') }),
    must: { exits: [0, 2], junit: false },
  }),
  ...(asRoot ? [] : [{
    name: 'REPORT_DIR may only be read',
    prepare: ({ reports }: Place) => { chmodSync(reports, 0o555); },
    must: { exits: [2], junit: false },
  }]),
  ...(asRoot ? onAFullDisk() : []),
  attack({
    name: 'standard output is closed after one line',
    shell: '"$@" | head -1 > /dev/null; exit ${PIPESTATUS[0]}',
    must: { exits: [0, 2] },
  }),
  attack({
    name: 'standard output is closed after one line, and the network is broken',
    arrange: broken,
    shell: '"$@" | head -1 > /dev/null; exit ${PIPESTATUS[0]}',
    must: { exits: [1, 2] },
  }),
  attack({ name: 'standard output is a full device', shell: '"$@" > /dev/full', must: { exits: [0, 2] } }),
  attack({
    name: 'standard output is a full device, and the network is broken',
    arrange: broken,
    shell: '"$@" > /dev/full',
    must: { exits: [1, 2] },
  }),
  attack({
    name: 'standard output and standard error are closed',
    arrange: broken,
    shell: '"$@" >&- 2>&-',
    must: { exits: [1, 2], red: 'RT-02' },
  }),
  attack({ name: 'no more than 64 open files', shell: 'ulimit -n 64; "$@"', must: { exits: [0, 2] } }),
  attack({ name: 'files of no more than 1 MB', shell: 'ulimit -f 1024; "$@"', must: { exits: [0, 2] } }),
  attack({
    name: 'a known hosts file that is a link to nowhere, and an impostor',
    arrange: calledBy('impostor'),
    prepare: ({ folder }) => { symlinkSync(join(folder, 'not-there', 'known_hosts'), join(folder, 'known_hosts')); },
    environment: ({ folder }) => ({ SSH_KNOWN_HOSTS_FILE: join(folder, 'known_hosts'), SSH_HOST_KEYS: 'accept-new' }),
    must: { exits: [1, 2] },
  }),
  ...(['SSH_KNOWN_HOSTS_FILE', 'SSH_PRIVATE_KEY_FILE'] as const).flatMap((variable) => [
    attack({
      name: `${variable} is a file of 400 MB`,
      prepare: ({ folder }) => { sparseFile(join(folder, 'large'), 400 * 1024 * 1024); },
      environment: ({ folder }) => ({ [variable]: join(folder, 'large') }),
      must: { exits: [2], red: 'SETTINGS', megabytes: 350 },
    }),
    attack({
      name: `${variable} is a pipe that nobody writes to`,
      prepare: ({ folder }) => execFileSync('mkfifo', [join(folder, 'pipe')]),
      environment: ({ folder }) => ({ [variable]: join(folder, 'pipe') }),
      must: { exits: [2], red: 'SETTINGS' },
    }),
  ]),
  attack({
    name: 'a private key file that is a folder',
    environment: ({ folder }) => ({ SSH_PRIVATE_KEY_FILE: folder }),
    must: { exits: [2], red: 'SETTINGS' },
  }),
];

/** In a mount namespace of its own, a tiny file system is the report folder; what is on it is gone when the run is over. */
function onAFullDisk(): Attack[] {
  const fill = 'head -c 56k /dev/zero > "$REPORT_DIR/filler"';
  const shell = `unshare -m bash -c 'mount -t tmpfs -o size=64k none "$REPORT_DIR" && { ${fill}; "$@"; }' bash "$@"`;
  return [{ name: 'the report folder’s disk is full', arrange: broken, shell, must: { exits: [1, 2], junit: false } }];
}

export const files: AttackKind = { kind: 'files', attacks };
