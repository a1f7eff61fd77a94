import { toMidSentence, useTranslation } from '../../translation';
import { TextWithNames } from '../common';
import { toSaid } from '../said';

/** A sentence of the API in the reader's language, with the names of the people and groups in it. */
export function SaidText(props: { text: string; isMidSentence?: boolean }) {
  const { t } = useTranslation();
  const said = toSaid(t, props.text);
  const [first] = said;
  return (
    <TextWithNames
      text={
        props.isMidSentence
          ? toMidSentence(first) + said.slice(first.length)
          : said
      }
    />
  );
}
