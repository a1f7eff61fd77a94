import * as frontend from '@backstage/frontend-plugin-api';

/**
 * The framework's own navigation. It came with Backstage 1.57, so each part is `undefined` in older apps. Reading the parts
 * from the namespace keeps the import valid there.
 */
export const framework: Partial<
  Pick<
    typeof frontend,
    | 'coreApis'
    | 'RouterLink'
    | 'useAppHref'
    | 'useAppLocation'
    | 'useAppNavigate'
    | 'useAppSearchParams'
  >
> = frontend;
