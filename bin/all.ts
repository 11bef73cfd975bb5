import { allFaults } from '../lab/faults/catalogue';
import { rehearseFault } from '../rehearsals/faults/rehearse-fault';
(async () => {
  const only = process.argv[2];
  let bad = 0; const t0 = Date.now();
  const list = allFaults.filter(({ name }) => !only || name.includes(only));
  const queue = [...list];
  await Promise.all(Array.from({ length: 4 }, async () => { for (let f = queue.shift(); f; f = queue.shift()) {
    try { const r = await rehearseFault(f);
      if (r.collateral.length + r.missed.length > 0 || !r.isCauseRight || only) { bad += 1; console.log(`## ${f.name}\n  red ${r.red.join(' ')}\n  collateral ${r.collateral.join(' ')} | missed ${r.missed.join(' ')} | cause ${String(r.isCauseRight)} wants ${f.cause.join(' + ')}\n    ${r.causes.slice(0, 3).map((c) => c.slice(0, 330)).join('\n    ')}`); }
    } catch (e) { bad += 1; console.log(`## ${f.name} THREW ${String((e as Error).stack).slice(0, 600)}`); } } }));
  console.log(`${list.length} faults, ${bad} not as stated, ${(Date.now() - t0) / 1000} s`);
  process.exit(0);
})();
