import type { PlanContentChange } from 'backstage-plugin-security-incidents-common';
import type { Translate } from '../../../translation';
import { listText } from '../../PlanPage/planText';

/** Parts of a plan whose names are not made of their field. */
const NAMED_FIELDS = [
  'due',
  'dependsOn',
  'when',
  'evidence',
  'maps',
  'assign',
  'goal',
  'exitCriteria',
  'sla',
  'appliesTo',
  'triggers',
  'lifecycle',
  'communications',
  'closure',
  'name',
] as const;

function toFieldName(t: Translate, name: string): string {
  const known = NAMED_FIELDS.find(field => field === name);
  return known
    ? t(`incidentPage.plan.changeField.${known}`)
    : name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}

/** What fields said and say where that fits a line, then the names of the others. */
function toFieldsText(
  t: Translate,
  { fields = [], values = [] }: PlanContentChange,
): string {
  const notGiven = t('incidentPage.plan.change.notGiven');
  const changes: string[] = values.map(({ field, before, after }) =>
    t('incidentPage.plan.change.field', {
      field: toFieldName(t, field),
      before: before || notGiven,
      after: after || notGiven,
    }),
  );
  const others = fields.filter(
    name => !values.some(({ field }) => field === name),
  );
  if (others.length > 0) {
    const names = others.map(name => toFieldName(t, name));
    changes.push(
      t('incidentPage.plan.change.others', {
        fields: listText(names, t('planText.and')),
      }),
    );
  }
  return changes.join('; ');
}

function toPlanLine(t: Translate, change: PlanContentChange): string {
  if (change.values) {
    return t('incidentPage.plan.change.plan', {
      changes: toFieldsText(t, change),
    });
  }
  const field = toFieldName(t, change.id);
  const lines = {
    added: t('incidentPage.plan.change.planAdded', { field }),
    removed: t('incidentPage.plan.change.planRemoved', { field }),
    changed: t('incidentPage.plan.change.planChanged', { field }),
  };
  return lines[change.kind];
}

/** One line for each thing that changed, without the version, which the heading says. */
export function toPlanChangeLines(
  t: Translate,
  changes: PlanContentChange[],
): string[] {
  return changes
    .filter(({ part, id }) => !(part === 'plan' && id === 'version'))
    .map(change => {
      const { kind, part, title = '' } = change;
      if (part === 'plan') return toPlanLine(t, change);
      const what = t(`incidentPage.plan.change.${part}`, { title });
      if (kind === 'added')
        return t('incidentPage.plan.change.added', { what });
      if (kind === 'removed') {
        return t('incidentPage.plan.change.removed', { what });
      }
      return t('incidentPage.plan.change.changed', {
        what,
        changes: toFieldsText(t, change),
      });
    });
}
