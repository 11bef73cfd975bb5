import { matchPath } from './path';

const template = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';

test('literals match in any case, names are given as written', () => {
  expect(matchPath(template, '/SUBSCRIPTIONS/s/resourcegroups/BlueHubRg')).toEqual({ subscriptionId: 's', resourceGroupName: 'BlueHubRg' });
});

test('names are decoded, a slash at the end is ignored', () => {
  expect(matchPath(template, '/subscriptions/s/resourceGroups/a%28b%29/')).toEqual({ subscriptionId: 's', resourceGroupName: 'a(b)' });
});

test('a broken percent sequence stands for itself', () => {
  expect(matchPath(template, '/subscriptions/s/resourceGroups/100%')).toEqual({ subscriptionId: 's', resourceGroupName: '100%' });
});

test.each(['/subscriptions/s', '/subscriptions/s/resourceGroups/g/providers', '/subscriptions//resourceGroups/g', '/tenants/s/resourceGroups/g'])(
  '%s does not fit',
  (path) => {
    expect(matchPath(template, path)).toBeUndefined();
  },
);
