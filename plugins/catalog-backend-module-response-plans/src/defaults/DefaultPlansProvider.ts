import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { ResponsePlan } from 'backstage-plugin-security-incidents-common';
import { fillIn } from './fillIn';
import { readDefaultPlans } from './readDefaultPlans';
import { readDefaultsConfig } from './readDefaultsConfig';

const PACKAGE = 'backstage-plugin-catalog-backend-module-response-plans';
const LOCATION = 'response-plan-defaults';

/** Provides the default plans, filled in by the configuration. */
export class DefaultPlansProvider implements EntityProvider {
  /** Returns undefined when the default plans are not configured. Throws on invalid configuration. */
  static fromConfig(config: Config): DefaultPlansProvider | undefined {
    const settings = readDefaultsConfig(config);
    return (
      settings &&
      new DefaultPlansProvider(
        fillIn(
          readDefaultPlans(resolvePackagePath(PACKAGE, 'plans')),
          settings,
        ),
      )
    );
  }

  private constructor(private readonly plans: ResponsePlan[]) {}

  getProviderName(): string {
    return 'ResponsePlanDefaults';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await connection.applyMutation({
      type: 'full',
      entities: this.plans.map(plan => {
        const location = `${LOCATION}:${plan.metadata.name}`;
        return {
          locationKey: LOCATION,
          entity: {
            ...plan,
            metadata: {
              ...plan.metadata,
              annotations: {
                ...plan.metadata.annotations,
                [ANNOTATION_LOCATION]: location,
                [ANNOTATION_ORIGIN_LOCATION]: location,
              },
            },
          },
        };
      }),
    });
  }
}
