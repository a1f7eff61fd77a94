import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  getPlanReviewDue,
  PLAN_LIFECYCLES,
  type PlanLifecycle,
  type ResponsePlan,
} from 'backstage-plugin-security-incidents-common';
import { type PanelQuery, queryKeys, usePanelQuery } from '../../queries';
import { getEntityTitle } from '../common';

/** A plan as the catalog knows it. */
export interface PlanItem {
  /** The ref of the plan. */
  id: string;
  title: string;
  owner?: string;
  lifecycle: PlanLifecycle;
  version: string;
  reviewedOn?: string;
  reviewDue?: string;
  isDefault: boolean;
}

function toPlanItem(entity: Entity): PlanItem {
  const { relations = [] } = entity;
  const plan = entity as Entity & ResponsePlan;
  const { lifecycle, version, review, approval, appliesTo } = plan.spec;
  return {
    id: stringifyEntityRef(entity),
    title: getEntityTitle(entity),
    owner: relations.find(({ type }) => type === 'ownedBy')?.targetRef,
    lifecycle,
    version,
    reviewedOn: review?.lastReviewed ?? approval?.at,
    reviewDue: getPlanReviewDue(plan),
    isDefault: !appliesTo?.entities && !appliesTo?.selectors,
  };
}

/** Plans in use come first. */
function compare(a: PlanItem, b: PlanItem): number {
  const getRank = ({ lifecycle }: PlanItem) =>
    PLAN_LIFECYCLES.indexOf(lifecycle);
  const approvedFirst =
    Number(b.lifecycle === 'approved') - Number(a.lifecycle === 'approved');
  return (
    approvedFirst ||
    getRank(a) - getRank(b) ||
    a.title.localeCompare(b.title) ||
    a.id.localeCompare(b.id)
  );
}

/** All response plans that the reader may see in the catalog. */
export function usePlans(): PanelQuery<PlanItem[]> {
  const catalogApi = useApi(catalogApiRef);
  return usePanelQuery<PlanItem[]>({
    queryKey: queryKeys.report('plans'),
    queryFn: async () => {
      const { items } = await catalogApi.getEntities({
        filter: { kind: 'ResponsePlan' },
        fields: [
          'kind',
          'metadata',
          'relations',
          'spec.lifecycle',
          'spec.version',
          'spec.review',
          'spec.approval',
          'spec.appliesTo',
        ],
      });
      return items.map(toPlanItem).sort(compare);
    },
  });
}
