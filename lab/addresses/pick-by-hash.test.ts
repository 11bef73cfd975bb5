import { pickByHash } from './pick-by-hash';

test('one connection is picked one and the same way, and its answers may be picked another', () => {
  const picks = [['10.21.1.4', '10.22.1.4'], ['10.22.1.4', '10.21.1.4'], ['10.21.1.4', '10.22.1.7'], ['10.22.1.7', '10.21.1.4']] as const;
  expect(picks.map(([source, destination]) => pickByHash(source, destination, 2))).toEqual([1, 1, 1, 0]);
});

test.each([2, 3, 5])('each of %i ways is picked for about as many connections', (count) => {
  const picks = Array.from({ length: 1_000 }, (_, index) => pickByHash(`10.1.${String(index % 40)}.4`, `10.2.${String(Math.floor(index / 40))}.4`, count));
  for (let way = 0; way < count; way++) expect(picks.filter((pick) => pick === way).length).toBeGreaterThan(500 / count);
});
