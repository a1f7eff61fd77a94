import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  ButtonIcon,
  Card,
  CardBody,
  CardHeader,
} from '@backstage/ui';
import { RiUserAddLine } from '@remixicon/react';
import type {
  Incident,
  IncidentMember,
  MemberSource,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { shortTime } from '../../../time';
import {
  getLabels,
  type Translate,
  useTranslation,
} from '../../../translation';
import { useEntityName, ZoneNote } from '../../common';
import styles from '../IncidentPage.module.css';
import { useIncidentMutation, useIncidentRecord } from '../IncidentRecord';
import { PersonRow } from './PersonRow';
import { PrincipalSheet } from './PrincipalSheet';
import { ViewsList } from './ViewsList';

/** Whose access can be removed here; reporters and role holders read because of what they are. */
const REMOVABLE: readonly MemberSource[] = ['manual', 'break-glass'];

/** Why somebody may read it. */
function toReason(
  t: Translate,
  { source, principalRef }: IncidentMember,
  { roles }: Incident,
): string {
  if (source === 'break-glass') {
    return t('incidentPage.members.source.breakGlass');
  }
  if (source !== 'role') return t(`incidentPage.members.source.${source}`);
  const held = roles
    .filter(role => role.principalRef === principalRef)
    .map(({ role }) => getLabels(t, 'incidentRole')[role]);
  return held.join(', ') || t('incidentPage.members.source.role');
}

function RemoveButton(props: {
  principalRef: string;
  isDisabled: boolean;
  onRemove(): void;
}) {
  const { t } = useTranslation();
  const name = useEntityName(props.principalRef);
  return (
    <Button
      size="small"
      variant="tertiary"
      isDisabled={props.isDisabled}
      aria-label={t('incidentPage.members.removeLabel', { name })}
      onPress={props.onRemove}
    >
      {t('incidentPage.members.remove')}
    </Button>
  );
}

/** Who may read a restricted incident, and why; nothing for an open one. */
export function MembersCard() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [adding, setAdding] = useState(false);
  if (incident.visibility !== 'restricted') return null;
  const mayChange = incident.rights.restrict;

  return (
    <Card aria-label={t('incidentPage.members.title')}>
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>
            {t('incidentPage.members.title')}
          </h2>
          {mayChange && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiUserAddLine aria-hidden />}
              aria-label={t('incidentPage.members.give')}
              onPress={() => setAdding(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        <p className={`${styles.quiet} ${styles.flush}`}>
          {t('incidentPage.members.note')}
        </p>
        {incident.readAs === 'policy' && (
          <p className={styles.quiet}>{t('incidentPage.members.byPolicy')}</p>
        )}
        {problem && (
          <div role="alert" className={styles.alert}>
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        <ul className={styles.list} aria-label={t('incidentPage.members.list')}>
          {incident.members.map(member => (
            <PersonRow
              key={`${member.principalRef}${member.source}`}
              principalRef={member.principalRef}
              note={t('incidentPage.members.reason', {
                reason: toReason(t, member, incident),
                time: shortTime(member.addedAt),
              })}
              at={member.addedAt}
            >
              {mayChange && REMOVABLE.includes(member.source) && (
                <RemoveButton
                  principalRef={member.principalRef}
                  isDisabled={pending}
                  onRemove={() =>
                    run(() =>
                      api.removeMember(incident.key, member.principalRef),
                    )
                  }
                />
              )}
            </PersonRow>
          ))}
        </ul>
        <ZoneNote />
        {incident.rights.readViews && <ViewsList />}
      </CardBody>
      {adding && (
        <PrincipalSheet
          title={t('incidentPage.members.give')}
          sendLabel={t('incidentPage.members.give')}
          send={principalRef => api.addMember(incident.key, principalRef)}
          onClose={() => setAdding(false)}
        />
      )}
    </Card>
  );
}
