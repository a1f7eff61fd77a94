import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Alert } from '@backstage/ui';
import { queryKeys, usePanelQuery } from '../../queries';
import { useTranslation } from '../../translation';
import { getEntityTitle } from '../common';

/** Says when a plan of the name of a converted plan is in the catalog already, since the catalog takes only one of them. */
export function NameCheck(props: { name: string; namespace: string }) {
  const { name, namespace } = props;
  const { t } = useTranslation();
  const catalogApi = useApi(catalogApiRef);
  const planRef = stringifyEntityRef({ kind: 'ResponsePlan', namespace, name });
  const { data, error } = usePanelQuery<{ title?: string }>({
    queryKey: queryKeys.planPart(planRef, 'name'),
    queryFn: async () => {
      const taken = await catalogApi.getEntityByRef(planRef);
      return { title: taken && getEntityTitle(taken) };
    },
  });
  if (error) {
    return (
      <Alert
        status="warning"
        icon
        title={t('playbooks.result.nameUnchecked', { name })}
      />
    );
  }
  return data?.title ? (
    <div role="alert">
      <Alert
        status="warning"
        icon
        title={t('playbooks.result.nameTakenTitle')}
        description={t('playbooks.result.nameTaken', {
          name,
          plan: data.title,
        })}
      />
    </div>
  ) : null;
}
