import { mockServices } from '@backstage/backend-test-utils';
import {
  applyPagePath,
  getMyReportPath,
  getObligationPath,
  getPagePath,
  getReviewPath,
  getTaskPath,
} from './pagePath';

const apply = (data: object) =>
  applyPagePath(mockServices.rootConfig({ data: data as never }));
afterEach(() => apply({}));

it('leads to the pages where the app has them', () => {
  apply({
    app: {
      extensions: [
        { 'page:security-incidents': { config: { path: '/safety' } } },
      ],
    },
  });
  expect(getPagePath()).toBe('/safety');
  expect(getMyReportPath('SEC-2026-0001')).toBe(
    '/safety/my-reports/SEC-2026-0001',
  );
  expect(getTaskPath('id', 'run-1.revoke')).toBe(
    '/safety/id#task-run-1.revoke',
  );
  expect(getReviewPath('id')).toBe('/safety/id/review');
  expect(getObligationPath('id', 'o1')).toBe(
    '/safety/id/obligations#obligation-o1',
  );
});
