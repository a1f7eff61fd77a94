import type { Entity } from '@backstage/catalog-model';
import { ButtonLink } from '@backstage/ui';
import { RiEditLine } from '@remixicon/react';
import { usePlanProposal } from '../../hooks';
import { useTranslation } from '../../translation';
import styles from './PlanPage.module.css';

/** Leads to where a change of the plan is proposed, or says how without a link. */
export function ProposeChange({ entity }: { entity: Entity }) {
  const { t } = useTranslation();
  const url = usePlanProposal(entity);
  return url ? (
    <ButtonLink
      variant="secondary"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      iconStart={<RiEditLine aria-hidden />}
    >
      {t('planPage.proposeChange')}
    </ButtonLink>
  ) : (
    <p className={`${styles.quiet} ${styles.flush}`}>
      {t('planPage.proposeByHand')}
    </p>
  );
}
