import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionServices } from './ActionServices';
import { registerReadActions } from './readActions';
import { registerWriteActions } from './writeActions';

/** Registers the actions that the platform offers to models (MCP) and other callers. */
export function registerActions(
  registry: ActionsRegistryService,
  services: ActionServices,
): void {
  registerReadActions(registry, services);
  registerWriteActions(registry, services);
}
