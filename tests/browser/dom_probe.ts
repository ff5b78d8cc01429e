// The page's side of the shell without a core: events are collected, pages come from the test.
import { delegate } from '../../shell/dom/delegation.ts';
import { createPage } from '../../shell/dom/page.ts';
import { focusElement } from '../../shell/effects/focus.ts';
import { createNavigation } from '../../shell/effects/navigation.ts';
import type { CoreEvent, Render } from '../../shell/loop/messages.ts';

const root = document.getElementById('page')!;
const events: CoreEvent[] = [];
const send = (event: CoreEvent): void => void events.push(event);
const navigation = createNavigation(send);
const page = createPage(root, navigation);
const delegation = delegate(root, navigation, send);
delegation.takeLinks(true);

const probe = {
  events,
  // Takes what happened since the last call.
  taken: () => events.splice(0),
  takeLinks: delegation.takeLinks,
  show(html: string, render: Partial<Render> = {}) {
    page.show(
      {
        effect: 'render',
        reason: 'update',
        title: document.title,
        lang: 'de',
        url: navigation.here(),
        status: 200,
        settled: true,
        ...render,
      },
      html,
    );
    return new Promise<void>((done) => page.whenShown(done));
  },
  focusWhenShown: (id: string) => page.whenShown(() => focusElement({ id })),
};
export type Probe = typeof probe;
Object.assign(window, { probe });
