import { InputError } from '@backstage/errors';
import type { RootConfigService } from '@backstage/backend-plugin-api';

const SETTING = 'securityIncidents.pagePath';
const PAGE = 'page:security-incidents';
const DEFAULT_PATH = '/security-incidents';

/** The path that `app.extensions` gives the page of the plugin, in an app of the new frontend system. */
function readFromExtensions(config: RootConfigService): string | undefined {
  const extensions = config.getOptional('app.extensions');
  if (!Array.isArray(extensions)) return undefined;
  const paths = extensions.map(entry => {
    if (typeof entry !== 'object' || entry === null) return undefined;
    const { [PAGE]: page } = entry as Record<string, any>;
    return page?.config?.path;
  });
  return paths.filter(path => typeof path === 'string').at(-1);
}

/**
 * Reads at which path the app shows the pages of the plugin, for links that a backend makes.
 *
 * It is `securityIncidents.pagePath`, else the path in `app.extensions`, else `/security-incidents`.
 *
 * @param config - the configuration of the app
 * @returns the path, without a slash at its end
 * @throws InputError when `securityIncidents.pagePath` does not start with a slash
 * @public
 */
export function readPagePath(config: RootConfigService): string {
  const setting = config.getOptionalString(SETTING);
  if (setting !== undefined && !/^\/[^/]/.test(setting)) {
    throw new InputError(
      `${SETTING}: must be a path of the app, such as ${DEFAULT_PATH}`,
    );
  }
  const path = setting ?? readFromExtensions(config) ?? DEFAULT_PATH;
  const inApp = path.startsWith('/') ? path : `/${path}`;
  return inApp.endsWith('/') ? inApp.slice(0, -1) : inApp;
}
