import { Menu } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { memo, useCallback, useLayoutEffect, useRef } from 'react';
import { pictureForms } from '../../../shared/export-form';
import { useActions } from '../../store/stores-context';
import { useSay } from '../words';
import { type Picture, pictureFile } from './save-picture';

interface PictureMenuProps {
  /** The file is called by its title. */
  readonly pictureOf: () => Picture;
  readonly disabled?: boolean;
}

/** Saves what is drawn as a picture, in the colours of now. */
export function PictureMenu({ pictureOf, disabled = false }: PictureMenuProps) {
  const newest = useRef(pictureOf);
  useLayoutEffect(() => {
    newest.current = pictureOf;
  });
  const take = useCallback(() => newest.current(), []);
  return <Forms pictureOf={take} disabled={disabled} />;
}

/** Drawn once, where the picture is another with each sample. */
const Forms = memo(function Forms({ pictureOf, disabled }: Required<PictureMenuProps>) {
  const say = useSay();
  const actions = useActions();
  return (
    <Menu position="bottom-end" shadow="md" disabled={disabled}>
      <Menu.Target>
        <button
          type="button"
          className="rv-icon-button"
          disabled={disabled}
          aria-label={say('picture.save')}
          title={say('picture.save')}
        >
          <IconPhotoDown size={15} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {pictureForms.map((form) => (
          <Menu.Item
            key={form}
            onClick={() => {
              const picture = pictureOf();
              void pictureFile(picture, form).then((bytes) => actions.exportPicture(picture.title, form, bytes));
            }}
          >
            {say(`picture.${form}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
