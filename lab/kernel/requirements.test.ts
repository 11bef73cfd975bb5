import { missingForKernelLab } from './requirements';

test('the kernel lab is for Linux alone', () => {
  expect(missingForKernelLab('darwin')).toEqual(['Linux (this is darwin)']);
});
