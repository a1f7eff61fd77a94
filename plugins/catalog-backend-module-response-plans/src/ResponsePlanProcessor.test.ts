import type { Entity } from '@backstage/catalog-model';
import type { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { ResponsePlanProcessor } from './ResponsePlanProcessor';

const processor = new ResponsePlanProcessor();

function leakedCredential(): Entity & { spec: any } {
  const entity = parse(
    readFileSync(resolve(__dirname, '../plans/leaked-credential.yaml'), 'utf8'),
  );
  return { ...entity, metadata: { ...entity.metadata, namespace: 'default' } };
}

async function getRelations(entity: Entity): Promise<string[]> {
  const emitted: CatalogProcessorResult[] = [];
  const out = await processor.postProcessEntity(
    entity,
    { type: 'url', target: 'https://example.com/plan.yaml' },
    result => emitted.push(result),
  );
  expect(out).toBe(entity);
  const text = (ref: { kind: string; namespace: string; name: string }) =>
    `${ref.kind}:${ref.namespace}/${ref.name}`.toLocaleLowerCase('en');
  return emitted.map(result => {
    if (result.type !== 'relation') throw new Error(`emitted ${result.type}`);
    const { source, type, target } = result.relation;
    return `${text(source)} ${type} ${text(target)}`;
  });
}

describe('the kind ResponsePlan in the catalog', () => {
  it('accepts a plan in order, also one that lint warns of', async () => {
    const plan = leakedCredential();
    expect(plan.spec.contacts[0].phone).toBeUndefined();
    expect(await processor.validateEntityKind(plan)).toBe(true);
  });

  it('leaves other kinds, and kinds of this name by others, to others', async () => {
    const component = { ...leakedCredential(), kind: 'Component' };
    const foreign = { ...leakedCredential(), apiVersion: 'acme.example/v1' };
    for (const entity of [component, foreign]) {
      expect(await processor.validateEntityKind(entity)).toBe(false);
      expect(await getRelations(entity)).toEqual([]);
    }
  });

  it('refuses a version of the format that it does not know, and names the one that it does', async () => {
    await expect(
      processor.validateEntityKind({
        ...leakedCredential(),
        apiVersion: 'security-incidents/v9',
      }),
    ).rejects.toThrow(
      'apiVersion: is "security-incidents/v9": must be security-incidents/v1alpha1',
    );
  });

  it('tells all errors at once, each with its path', async () => {
    const plan = leakedCredential();
    plan.spec.ownr = 'x';
    plan.spec.phases[0].tasks[0].due.after = '30 minutes';
    await expect(processor.validateEntityKind(plan)).rejects.toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: [
          'spec.phases[0].tasks[0].due.after: must be an ISO-8601 duration such as PT4H, P5D or P1M',
          'spec.ownr: there is no key ownr here: check its spelling or remove it',
        ].join('\n'),
      }),
    );
  });

  it('refuses a plan whose parts do not fit together', async () => {
    const plan = leakedCredential();
    plan.spec.phases[0].tasks[1].dependsOn = ['revoke'];
    await expect(processor.validateEntityKind(plan)).rejects.toThrow(
      /^spec\.phases\[0\]\.tasks\[1\]\.dependsOn\[0\]: no task of preserve -> revoke -> preserve could ever start/,
    );
  });

  it('refuses a plan with a condition that no incident could answer', async () => {
    const plan = leakedCredential();
    plan.spec.phases[0].tasks[1].when = "incident.severty == 'high'";
    await expect(processor.validateEntityKind(plan)).rejects.toThrow(
      /^spec\.phases\[0\]\.tasks\[1\]\.when: cannot be read: at character 1: expected one of the known paths .* but found "incident\.severty"$/,
    );
  });

  it('relates a plan to its owner and to the entities that it names, in both directions', async () => {
    const plan = leakedCredential();
    plan.spec.owner = 'product-security';
    plan.spec.appliesTo.entities = ['component:default/payments-api'];
    expect(await getRelations(plan)).toEqual([
      'responseplan:default/leaked-credential ownedBy group:default/product-security',
      'group:default/product-security ownerOf responseplan:default/leaked-credential',
      'responseplan:default/leaked-credential responsePlanFor component:default/payments-api',
      'component:default/payments-api hasResponsePlan responseplan:default/leaked-credential',
    ]);
  });

  it('looks for an owner without namespace in the namespace of the plan', async () => {
    const plan = leakedCredential();
    plan.metadata.namespace = 'payments';
    plan.spec.owner = 'user:pat';
    expect((await getRelations(plan))[0]).toBe(
      'responseplan:payments/leaked-credential ownedBy user:payments/pat',
    );
  });
});
