import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import {
  isPersonaId,
  PERSONA_NAMES,
  PERSONAS,
  type PersonaId,
} from './personas';

const PERSONA_HEADER = 'x-demo-persona';

const authenticator = createProxyAuthenticator({
  async defaultProfileTransform({ persona }: { persona: PersonaId }) {
    return { profile: { displayName: PERSONA_NAMES[persona] } };
  },
  initialize() {},
  async authenticate({ req }): Promise<{ result: { persona: PersonaId } }> {
    const persona = req.header(PERSONA_HEADER) ?? '';
    if (!isPersonaId(persona)) {
      throw new AuthenticationError(
        `${PERSONA_HEADER}: must be one of ${Object.keys(PERSONAS).join(', ')}`,
      );
    }
    return { result: { persona } };
  },
});

/**
 * DEMO ONLY. Signs anybody in as the persona in a header, without a password. It refuses to start in production.
 */
export const demoAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ providers, logger }) {
        if (process.env.NODE_ENV === 'production') {
          throw new Error(
            'The demo sign-in believes whatever it is told and must not run in production: remove demoAuthModule',
          );
        }
        logger.warn('Demo sign-in: anybody can be anybody, without a password');
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator,
            async signInResolver({ result }, context) {
              return context.signInWithCatalogUser({
                entityRef: parseEntityRef(PERSONAS[result.persona]),
              });
            },
          }),
        });
      },
    });
  },
});
