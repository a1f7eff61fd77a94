import { Button, ButtonIcon, Select, TextField } from '@backstage/ui';
import { RiAddLine, RiCloseLine } from '@remixicon/react';
import {
  ROOT_CAUSE_CATEGORIES,
  type RootCause,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useTranslation } from '../../translation';
import { EntityCombobox, EntityName, type NamedEntity } from '../common';
import { PersonMark } from '../IncidentPage/people/PersonMark';
import { FieldNote } from './FieldNote';
import styles from './reviews.module.css';
import { type ReviewProps, WrittenText } from './TextReviewField';
import { useReviewField } from './useReviewField';

const PEOPLE_KINDS = ['User', 'Group'];

/** Things that had a part in it, one a line. */
export function FactorsField(props: ReviewProps) {
  const { review, canWrite } = props;
  const { t } = useTranslation();
  const field = useReviewField(review, 'contributingFactors');
  const [added, setAdded] = useState('');
  const label = t('reviews.field.contributingFactors');
  const factors = field.value ?? [];
  if (!canWrite) {
    return <WrittenText label={label} text={factors.join('\n')} />;
  }
  const add = () => {
    const text = added.trim();
    if (!text) return;
    field.change([...factors, text]);
    setAdded('');
  };
  return (
    <div className={styles.field} id="review-contributingFactors">
      <span className={styles.label}>{label}</span>
      <ul className={styles.lines}>
        {factors.map((factor, index) => (
          // Lines have no other identity than their place.
          <li key={index} className={styles.line}>
            <TextField
              aria-label={t('reviews.factor', { number: index + 1 })}
              value={factor}
              onChange={text =>
                field.change(
                  factors.map((each, place) => (place === index ? text : each)),
                )
              }
              onBlur={field.leave}
            />
            <ButtonIcon
              variant="tertiary"
              aria-label={t('reviews.removeFactor', { text: factor })}
              icon={<RiCloseLine aria-hidden />}
              onPress={() =>
                field.change(factors.filter((_, place) => place !== index))
              }
            />
          </li>
        ))}
        <li className={styles.line}>
          <TextField
            aria-label={t('reviews.addFactor')}
            placeholder={t('reviews.addFactor')}
            value={added}
            onChange={setAdded}
            onBlur={add}
            onKeyDown={event => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
        </li>
      </ul>
      <FieldNote
        field={field}
        me={props.me}
        show={value => (value ?? []).join('; ')}
        join={(theirs = [], mine = []) => [...new Set([...theirs, ...mine])]}
      />
    </div>
  );
}

const NEW_CAUSE: RootCause = { category: 'unknown', text: '' };

/** Root causes: a category, and what it was. */
export function RootCausesField(props: ReviewProps) {
  const { review, canWrite } = props;
  const { t } = useTranslation();
  const field = useReviewField(review, 'rootCauses');
  /** Causes without a text yet, which the record does not take. */
  const [blank, setBlank] = useState<RootCause>();
  const label = t('reviews.field.rootCauses');
  const causes = field.value ?? [];
  if (!canWrite) {
    return (
      <WrittenText
        label={label}
        text={causes
          .map(
            ({ category, text }) =>
              `${t(`reviews.category.${category}`)}: ${text}`,
          )
          .join('\n')}
      />
    );
  }
  const shown =
    blank || causes.length === 0 ? [...causes, blank ?? NEW_CAUSE] : causes;
  const changeAt = (index: number, cause: RootCause) => {
    const isBlank = index >= causes.length;
    if (isBlank && !cause.text.trim()) {
      setBlank(cause);
      return;
    }
    if (isBlank) setBlank(undefined);
    const next = isBlank
      ? [...causes, cause]
      : causes.map((each, place) => (place === index ? cause : each));
    field.change(next.filter(({ text }) => text.trim()));
  };
  return (
    <div className={styles.field} id="review-rootCauses">
      <span className={styles.label}>{label}</span>
      <ul className={styles.lines}>
        {shown.map((cause, index) => (
          <li key={index} className={styles.cause}>
            <Select
              aria-label={t('reviews.categoryOf', { number: index + 1 })}
              options={ROOT_CAUSE_CATEGORIES.map(id => ({
                id,
                label: t(`reviews.category.${id}`),
              }))}
              selectedKey={cause.category}
              onSelectionChange={key => {
                const category = ROOT_CAUSE_CATEGORIES.find(id => id === key);
                if (category) changeAt(index, { ...cause, category });
              }}
            />
            <TextField
              aria-label={t('reviews.causeOf', { number: index + 1 })}
              placeholder={t('reviews.causePlaceholder')}
              value={cause.text}
              onChange={text => changeAt(index, { ...cause, text })}
              onBlur={field.leave}
            />
          </li>
        ))}
      </ul>
      {causes.length > 0 && !blank && (
        <span>
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiAddLine aria-hidden />}
            onPress={() => setBlank(NEW_CAUSE)}
          >
            {t('reviews.addCause')}
          </Button>
        </span>
      )}
      <FieldNote
        field={field}
        me={props.me}
        show={value => (value ?? []).map(({ text }) => text).join('; ')}
        join={(theirs = [], mine = []) => [
          ...theirs,
          ...mine.filter(
            cause => !theirs.some(({ text }) => text === cause.text),
          ),
        ]}
      />
    </div>
  );
}

/** Who took part. */
export function AttendeesField(props: ReviewProps) {
  const { review, me, canWrite } = props;
  const { t } = useTranslation();
  const field = useReviewField(review, 'attendees');
  const [chosen, setChosen] = useState<NamedEntity>();
  const people = field.value ?? [];
  return (
    <div className={styles.field} id="review-attendees">
      {people.length === 0 && (
        <span className={styles.warn}>{t('reviews.nobodyNamed')}</span>
      )}
      <ul className={styles.people}>
        {people.map(ref => (
          <li key={ref} className={styles.person}>
            <PersonMark principalRef={ref} isMe={ref === me} />
            <EntityName entityRef={ref} />
            {canWrite && (
              <ButtonIcon
                size="small"
                variant="tertiary"
                aria-label={t('reviews.removePerson')}
                icon={<RiCloseLine aria-hidden />}
                onPress={() =>
                  field.change(people.filter(person => person !== ref))
                }
              />
            )}
          </li>
        ))}
      </ul>
      {canWrite && (
        <>
          <EntityCombobox
            // A new field for the next person.
            key={people.length}
            label={t('reviews.addPerson')}
            kinds={PEOPLE_KINDS}
            value={chosen}
            onChange={person => {
              if (person && !people.includes(person.entityRef)) {
                field.change([...people, person.entityRef]);
                setChosen(undefined);
              } else setChosen(person);
            }}
          />
          <FieldNote
            field={field}
            me={me}
            show={value => String((value ?? []).length)}
            join={(theirs = [], mine = []) => [
              ...new Set([...theirs, ...mine]),
            ]}
          />
        </>
      )}
    </div>
  );
}
