import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Alert } from '@backstage/ui';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { queryKeys, usePanelQuery } from '../../queries';
import { useTranslation } from '../../translation';
import { getEntityTitle } from '../common';

const TYPING_MS = 300;

/** Says when a plan of the name of a converted plan is in the catalog already, since the catalog takes only one of them. */
export function NameCheck(props: { name: string; namespace: string }) {
  const { namespace } = props;
  const [name, setName] = useState(props.name);
  useDebounce(() => setName(props.name), TYPING_MS, [props.name]);
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
