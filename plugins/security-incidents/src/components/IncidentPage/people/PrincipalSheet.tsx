import type { Incident } from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../../../translation';
import { EntityCombobox, type NamedEntity, useEntityName } from '../../common';
import { Sheet } from '../fields';
import { useIncidentMutation } from '../IncidentRecord';

/** Asks for a person or a group, and does something with them. */
export function PrincipalSheet(props: {
  title: string;
  sendLabel: string;
  /** Entity ref of who has it now. */
  takesOverFrom?: string;
  /** Fields above the one for the person. */
  children?: ReactNode;
  send(principalRef: string): Promise<Incident>;
  onClose(): void;
}) {
  const { takesOverFrom } = props;
  const { t } = useTranslation();
  const { run, pending, problem } = useIncidentMutation();
  const [principal, setPrincipal] = useState<NamedEntity>();
  // The hook needs a ref in any case.
  const name = useEntityName(takesOverFrom ?? 'user:default/unknown');
  return (
    <Sheet
      title={props.title}
      sendLabel={props.sendLabel}
      canSend={Boolean(principal)}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        if (principal && (await run(() => props.send(principal.entityRef)))) {
          props.onClose();
        }
      }}
    >
      {props.children}
      <EntityCombobox
        label={t('incidentPage.people.person')}
        kinds={['User', 'Group']}
        value={principal}
        onChange={setPrincipal}
        description={
          takesOverFrom && t('incidentPage.people.takesOver', { name })
        }
      />
    </Sheet>
  );
}
