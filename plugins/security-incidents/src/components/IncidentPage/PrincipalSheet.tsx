import type { Incident } from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useState } from 'react';
import { EntityField, entityRefOf, Sheet } from './fields';
import { useIncidentMutation } from './IncidentRecord';

/** Asks for a person or a group, and does something with them. */
export function PrincipalSheet(props: {
  title: string;
  sendLabel: string;
  description?: string;
  /** Fields above the one for the person. */
  children?: ReactNode;
  send(principalRef: string): Promise<Incident>;
  onClose(): void;
}) {
  const { run, pending, problem } = useIncidentMutation();
  const [text, setText] = useState('');
  const principalRef = entityRefOf(text, 'user');
  return (
    <Sheet
      title={props.title}
      sendLabel={props.sendLabel}
      canSend={Boolean(principalRef)}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        if (principalRef && (await run(() => props.send(principalRef)))) {
          props.onClose();
        }
      }}
    >
      {props.children}
      <EntityField
        label="Person or group"
        kinds={['User', 'Group']}
        defaultKind="user"
        value={text}
        onChange={setText}
        description={props.description}
      />
    </Sheet>
  );
}
