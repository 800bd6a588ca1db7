/** Mantine's variables pointed at our tokens, so that its widgets have no look of their own. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

// The tuple is only what Mantine computes with; what is seen comes from the variables below.
const accent: MantineColorsTuple = [
  '#e3f0fa',
  '#c5e4fb',
  '#9fd5fd',
  '#74cbff',
  '#4cc2ff',
  '#2fa3e6',
  '#0a74c4',
  '#0868b0',
  '#06568f',
  '#04426e',
];

/** Id of the element that holds menus, dialogs and notices. */
export const OVERLAYS = 'overlays';

export const mantineTheme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  fontFamily: 'var(--js-font-words)',
  fontFamilyMonospace: 'var(--js-font-mono)',
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '15px', xl: '19px' },
  headings: { fontFamily: 'var(--js-font-words)', fontWeight: '600' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '10px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 350, offset: 6, transitionProps: { duration: 100 } } },
    // `variant` is named so that it stands in the markup, for widgets.css to find.
    Button: { defaultProps: { size: 'xs', variant: 'filled' } },
    // The focus goes to the first item; the placeholder that Mantine would focus is no item of a menu.
    Menu: {
      defaultProps: { shadow: 'none', transitionProps: { duration: 100 }, withInitialFocusPlaceholder: false },
    },
    // Within a landmark, where those who walk the page by landmarks find it.
    Portal: { defaultProps: { target: `#${OVERLAYS}` } },
    Modal: {
      defaultProps: {
        // A `header` outside of an article says that it is the banner of the page.
        attributes: { header: { role: 'presentation' } },
        shadow: 'none',
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.5, blur: 0 },
      },
    },
  },
});

const variables = {
  '--mantine-color-body': 'var(--js-bg)',
  '--mantine-color-text': 'var(--js-text)',
  '--mantine-color-bright': 'var(--js-text)',
  '--mantine-color-dimmed': 'var(--js-dim)',
  '--mantine-color-placeholder': 'var(--js-dim)',
  '--mantine-color-anchor': 'var(--js-accent-text)',
  '--mantine-color-default': 'var(--js-raised)',
  '--mantine-color-default-hover': 'var(--js-hover)',
  '--mantine-color-default-color': 'var(--js-text)',
  '--mantine-color-default-border': 'var(--js-line-strong)',
  '--mantine-color-disabled': 'var(--js-raised)',
  '--mantine-color-disabled-color': 'var(--js-dim)',
  '--mantine-color-disabled-border': 'var(--js-line)',
  '--mantine-color-error': 'var(--js-bad-text)',
  '--mantine-primary-color-filled': 'var(--js-accent)',
  '--mantine-primary-color-filled-hover': 'var(--js-accent)',
  '--mantine-color-accent-filled': 'var(--js-accent)',
  '--mantine-color-accent-filled-hover': 'var(--js-accent)',
  '--mantine-primary-color-contrast': 'var(--js-on-accent)',
};

/** Its greys of the dark scheme, from words to ground, which have no hue of ours. */
const darkGreys = {
  '--mantine-color-dark-0': 'var(--js-text)',
  '--mantine-color-dark-1': 'var(--js-text)',
  '--mantine-color-dark-2': 'var(--js-dim)',
  '--mantine-color-dark-3': 'var(--js-faint)',
  '--mantine-color-dark-4': 'var(--js-line-strong)',
  '--mantine-color-dark-5': 'var(--js-line-strong)',
  '--mantine-color-dark-6': 'var(--js-bg)',
  '--mantine-color-dark-7': 'var(--js-raised)',
  '--mantine-color-dark-8': 'var(--js-hover)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variables,
  dark: { ...variables, ...darkGreys },
});
