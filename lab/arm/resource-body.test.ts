import { guidOf, optional, withEtag } from './resource-body';

test('a GUID belongs to its text alone and has the form of a random one', () => {
  expect(guidOf('hub')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(guidOf('hub')).toBe(guidOf('hub'));
  expect(guidOf('hub')).not.toBe(guidOf('spoke'));
});

test('an etag changes when, and only when, the resource does', () => {
  const etagOf = (location: string): string => withEtag((etag) => ({ etag, location, child: { etag } })).etag;
  expect(etagOf('westus')).toMatch(/^W\/"[0-9a-f-]{36}"$/);
  expect(etagOf('westus')).toBe(etagOf('westus'));
  expect(etagOf('westus')).not.toBe(etagOf('eastus'));
});

test('a child carries the etag of the resource it lies in', () => {
  const body = withEtag((etag) => ({ etag, child: { etag } }));
  expect(body.child.etag).toBe(body.etag);
});

test('what is not set is left out, false is not', () => {
  expect({ ...optional('a', undefined), ...optional('b', false) }).toEqual({ b: false });
});
