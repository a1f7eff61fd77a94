import type { ReportGap } from 'backstage-plugin-security-incidents-common';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';

/** Why a gap is there, with who said so and when. */
export function ExplanationText(props: {
  explanation: NonNullable<ReportGap['explanation']>;
}) {
  const { text, by, at } = props.explanation;
  const { t } = useTranslation();
  return (
    <>
      {t('reportClause.requirements.explanation', { text })}{' '}
      <EntityName entityRef={by} />, {dayOf(at)}
    </>
  );
}
