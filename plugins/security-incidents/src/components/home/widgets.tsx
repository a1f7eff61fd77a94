import type {
  ComponentParts,
  RendererProps,
} from '@backstage/plugin-home-react';
import type { JSX } from 'react';
import { QueryProvider } from '../../queries';
import { MyIncidents } from './MyIncidents';
import { MyTasks } from './MyTasks';
import type { WidgetProps } from './settings';
import { TeamsRisk } from './TeamsRisk';

/** The card is our own, in the kit of the plugin's pages, so the renderer adds none. */
function Renderer({ Content, ...rest }: RendererProps) {
  return <Content {...rest} />;
}

function toParts(
  Widget: (props: WidgetProps) => JSX.Element,
): ComponentParts & { Renderer: typeof Renderer } {
  return {
    Renderer,
    Content: (props?: WidgetProps) => (
      <QueryProvider>
        <Widget rows={props?.rows} />
      </QueryProvider>
    ),
  };
}

export const myTasks = toParts(MyTasks);
export const myIncidents = toParts(MyIncidents);
export const teamsRisk = toParts(TeamsRisk);
