/// Pictures that are drawn when they are asked for: avatars, icons, emojis, stickers and views of
/// the sea. The same name always gives the same picture.
///
/// A [Canvas][dev.botswain.sim.picture.Canvas] is painted with shapes, which are conditions on a
/// point, and [Png][dev.botswain.sim.picture.Png] writes it. That is a page of code, where the
/// JDK's own drawing takes longer to load than the whole sim.
@NullMarked
package dev.botswain.sim.picture;

import org.jspecify.annotations.NullMarked;
