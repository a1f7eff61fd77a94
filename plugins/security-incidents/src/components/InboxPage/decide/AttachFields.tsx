import { RiCheckLine, RiSubtractLine } from '@remixicon/react';
import type {
  DetectionProposal,
  ProposalReason,
} from 'backstage-plugin-security-incidents-common';
import { VisuallyHidden } from '@backstage/ui';
import { useState } from 'react';
import { AppLink, useRouteRef } from '../../../navigation';
import { incidentRouteRef } from '../../../routes';
import { useTranslation } from '../../../translation';
import { IncidentCombobox, SeverityMark, useEntityNames } from '../../common';
import { toReasonText } from '../../detections';
import type { FieldsProps } from './Decide';
import styles from './Decide.module.css';

function Reason({ reason }: { reason: ProposalReason }) {
  const { t } = useTranslation();
  const isService = reason.kind === 'depends-on' && reason.value !== undefined;
  const [name] = useEntityNames(isService ? [reason.value!] : []);
  return (
    <li className={styles.reason}>
      {reason.holds ? (
        <RiCheckLine size={14} className={styles.good} aria-hidden />
      ) : (
        <RiSubtractLine size={14} aria-hidden />
      )}
      <span>
        <VisuallyHidden>
          {`${t(`detection.reason.${reason.holds ? 'holds' : 'against'}`)} `}
        </VisuallyHidden>
        {toReasonText(t, reason, name)}
      </span>
    </li>
  );
}

/** Why an incident is proposed. */
export function ProposalReasons({ proposal }: { proposal: DetectionProposal }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={styles.incident}>
        <SeverityMark severity={proposal.incident.severity} />
        {proposal.incident.title}
        <span className={styles.proposed}>
          {proposal.ruleName
            ? t('inbox.decide.attach.byRule', { rule: proposal.ruleName })
            : t('inbox.decide.attach.proposed')}
        </span>
      </span>
      <ul className={styles.reasons}>
        {proposal.reasons.map(reason => (
          <Reason key={reason.kind} reason={reason} />
        ))}
      </ul>
    </>
  );
}

/** The incident to attach to: the proposed one with its reasons, another proposal, or a search. */
export function AttachFields(props: FieldsProps) {
  const { details, draft, change, decline } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const proposals =
    details.proposals.length > 0
      ? details.proposals
      : [details.proposal ?? []].flat();
  const [isSearching, setSearching] = useState(proposals.length === 0);
  const chosen = proposals.find(
    ({ incident }) => incident.key === draft.incident?.key,
  );
  const others = proposals.filter(proposal => proposal !== chosen);
  return (
    <>
      {chosen && <ProposalReasons proposal={chosen} />}
      {isSearching && (
        <IncidentCombobox
          label={t('inbox.decide.attach.incident')}
          filter={{ open: true }}
          value={draft.incident}
          onChange={incident => change({ incident })}
          isRequired
        />
      )}
      <div className={styles.others}>
        {draft.incident && (
          <AppLink
            to={link({ key: draft.incident.key })}
            className={styles.link}
          >
            {draft.incident.key}
          </AppLink>
        )}
        {others.map(({ incident: { key, title } }) => (
          <button
            key={key}
            type="button"
            className={styles.link}
            onClick={() => change({ incident: { key, title } })}
          >
            {`${t('inbox.decide.attach.to', { key })}: ${title}`}
          </button>
        ))}
        {chosen && (
          <button
            type="button"
            className={styles.link}
            aria-label={t('detection.notThisLabel', {
              title: details.title,
              key: chosen.incident.key,
            })}
            onClick={() => decline(chosen.incident.key)}
          >
            {t('detection.notThis')}
          </button>
        )}
        {!isSearching && (
          <button
            type="button"
            className={styles.link}
            onClick={() => setSearching(true)}
          >
            {t('inbox.decide.attach.another')}
          </button>
        )}
      </div>
    </>
  );
}
