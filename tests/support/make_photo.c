// make_photo WIDTH HEIGHT ORIENTATION FILE: a JPEG like a phone's, WIDTH x
// HEIGHT as stored, upright when shown by its EXIF ORIENTATION (0: none).
#include "picture.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    const int width = atoi(argv[1]);
    const int height = atoi(argv[2]);
    const int orientation = atoi(argv[3]);
    if (width < 1 || height < 1 || orientation < 0 || orientation > 8)
        return 2;
    struct picture upright;
    struct picture stored;
    struct buffer file = {0};
    picture_init(&upright, orientation >= 5 ? height : width,
                 orientation >= 5 ? width : height);
    picture_draw(&upright);
    picture_store(&upright, orientation, &stored);
    picture_encode_jpeg(&stored, PICTURE_BASELINE, orientation, &file);
    FILE *to = fopen(argv[4], "wb");
    const bool done = to && fwrite(file.data, 1, file.size, to) == file.size;
    const bool closed = to && fclose(to) == 0;
    picture_finish(&upright);
    picture_finish(&stored);
    buffer_finish(&file);
    return done && closed ? 0 : 1;
}
