import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { securityIncidentsApiRef } from '../../api';
import { DownloadButton } from '../common';

/** Gives a plan as a CACAO v2.0 playbook. */
export function ExportPlaybookButton({ planRef }: { planRef: string }) {
  const api = useApi(securityIncidentsApiRef);
  return (
    <DownloadButton
      subject="response plans"
      load={async () => ({
        name: `${parseEntityRef(planRef).name}.cacao.json`,
        content: `${JSON.stringify(await api.getPlaybook(planRef), null, 2)}\n`,
        mediaType: 'application/json',
      })}
    >
      Export as CACAO
    </DownloadButton>
  );
}
