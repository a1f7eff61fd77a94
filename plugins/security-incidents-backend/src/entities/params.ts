import { z } from 'zod';
import { pathText, toRefParam } from '../http/parameters';

/** An entity in a path, as a full entity ref. */
export const entityParams = z
  .strictObject({
    kind: pathText.describe('Kind of the entity.'),
    namespace: pathText.describe('Namespace of the entity.'),
    name: pathText.describe('Name of the entity.'),
  })
  .transform(({ kind, namespace, name }, context) =>
    toRefParam('entity', `${kind}:${namespace}/${name}`, context),
  );
