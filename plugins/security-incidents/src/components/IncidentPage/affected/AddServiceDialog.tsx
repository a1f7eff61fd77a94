import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import { EntityCombobox, type NamedEntity } from '../../common';
import { Sheet } from '../fields';
import { useIncidentMutation, useIncidentRecord } from '../IncidentRecord';

const SERVICE_KINDS = ['Component', 'API', 'Resource', 'System'];

/** Links a service to the incident. */
export function AddServiceDialog(props: { onClose(): void }) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [service, setService] = useState<NamedEntity>();
  return (
    <Sheet
      title={t('incidentPage.affected.add')}
      sendLabel={t('incidentPage.affected.addSend')}
      canSend={Boolean(service)}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        if (!service) return;
        const { entityRef } = service;
        const added = await run(() =>
          api.linkAffected(incident.key, { entityRef }),
        );
        if (added) props.onClose();
      }}
    >
      <EntityCombobox
        label={t('incidentPage.affected.service')}
        description={t('incidentPage.affected.serviceHint')}
        kinds={SERVICE_KINDS}
        value={service}
        onChange={setService}
      />
    </Sheet>
  );
}
