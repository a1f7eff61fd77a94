import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { securityIncidentsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { DownloadButton } from '../common';

/** Downloads a plan as a CACAO v2.0 playbook. */
export function ExportPlaybookButton({ planRef }: { planRef: string }) {
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  return (
    <DownloadButton
      subject={t('coveragePage.subject')}
      load={async () => ({
        name: `${parseEntityRef(planRef).name}.cacao.json`,
        content: `${JSON.stringify(await api.getPlaybook(planRef), null, 2)}\n`,
        mediaType: 'application/json',
      })}
    >
      {t('playbooks.export')}
    </DownloadButton>
  );
}
